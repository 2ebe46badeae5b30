/**
 * Clearing between companies, as pure rules: what a CDR is, how it is written and read, and who
 * owes whom in the end. Without I/O, threads, locks or clocks.
 */
@NullMarked
package org.evcharging.clearing.core;

import org.jspecify.annotations.NullMarked;
