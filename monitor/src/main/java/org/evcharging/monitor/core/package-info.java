/**
 * What a Monitor makes of what it hears: how its Engine is, what Central is told, which commands
 * are passed on. Pure: time comes in as a number, what is to be done goes out as {@code Effect}s.
 */
@NullMarked
package org.evcharging.monitor.core;

import org.jspecify.annotations.NullMarked;
