package org.evcharging.central.core;

import java.time.Instant;

/**
 * Now, on both clocks.
 *
 * @param wall what is written into tickets; may jump
 * @param nanos the monotonic clock, on which deadlines run; its origin means nothing
 */
public record Moment(Instant wall, long nanos) {}
