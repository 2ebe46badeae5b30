/**
 * Drivers and engines, thousands to a loop: the same for whatever stands in the middle. They read
 * of each record only its key, its type and its session, so that they cost both sides the same.
 */
@NullMarked
package org.evcharging.benchmarks.traffic;

import org.jspecify.annotations.NullMarked;
