/**
 * A driver's rules: what to ask next and when, what a notification says in words, which session
 * goes on. Pure: no I/O, clocks, threads or randomness; imports {@code model} and {@code message}
 * only.
 */
@NullMarked
package org.evcharging.driver.core;

import org.jspecify.annotations.NullMarked;
