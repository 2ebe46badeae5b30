package org.evcharging.central.journal;

import java.time.Duration;

/**
 * How much the journal may hold.
 *
 * @param permits entries on their way to the disk at once, 10 to 1,000,000
 * @param batchEntries entries in one transaction at most
 * @param unwrittenFor how long readings and positions may wait for the transaction of something
 *     else
 */
public record JournalOptions(int permits, int batchEntries, Duration unwrittenFor) {
  public static final JournalOptions DEFAULT =
      new JournalOptions(10_000, 5_000, Duration.ofSeconds(5));

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public JournalOptions {
    if (permits < 10 || permits > 1_000_000) {
      throw new IllegalArgumentException(
          "journal permits: " + permits + " is not between 10 and 1,000,000");
    }
    if (batchEntries < 1) {
      throw new IllegalArgumentException("journal batch of " + batchEntries + " entries");
    }
    if (unwrittenFor.isNegative()) {
      throw new IllegalArgumentException("journal waits for " + unwrittenFor);
    }
  }
}
