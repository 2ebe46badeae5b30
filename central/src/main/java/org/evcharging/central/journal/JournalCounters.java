package org.evcharging.central.journal;

import org.evcharging.central.measure.Distribution;

/**
 * What the journal has done since it started.
 *
 * @param entries handed on
 * @param outboxRows messages written
 * @param longestCommitNanos the longest transaction
 * @param commitNanos how long each transaction took
 * @param batchEntries how many entries each was for; none if it wrote only what had waited
 */
public record JournalCounters(
    long entries,
    long outboxRows,
    long longestCommitNanos,
    Distribution commitNanos,
    Distribution batchEntries) {

  /** Transactions committed. */
  public long batches() {
    return commitNanos.count();
  }
}
