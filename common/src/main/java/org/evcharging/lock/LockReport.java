package org.evcharging.lock;

/**
 * What a lock has cost since the program started.
 *
 * @param acquisitions times taken
 * @param longestWaitNanos the longest that a thread waited for it
 * @param longestHoldNanos the longest that a thread held it
 */
public record LockReport(
    String name, LockRank rank, long acquisitions, long longestWaitNanos, long longestHoldNanos) {}
