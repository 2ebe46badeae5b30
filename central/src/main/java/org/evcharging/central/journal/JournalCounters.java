package org.evcharging.central.journal;

/**
 * What the journal has done since it started.
 *
 * @param batches transactions committed
 * @param entries handed on
 * @param outboxRows messages written
 * @param longestCommitNanos the longest transaction
 * @param commitNanos all transactions together
 */
public record JournalCounters(
    long batches, long entries, long outboxRows, long longestCommitNanos, long commitNanos) {}
