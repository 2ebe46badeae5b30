/**
 * What an Engine decides, and how a vehicle charges: pure functions of a state, an input and a time
 * that is passed in. No clocks, threads, locks, randomness or I/O here; imports the model and the
 * messages only.
 */
@NullMarked
package org.evcharging.engine.core;

import org.jspecify.annotations.NullMarked;
