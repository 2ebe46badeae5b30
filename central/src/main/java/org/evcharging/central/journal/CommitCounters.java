package org.evcharging.central.journal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.evcharging.central.measure.Histogram;

/** What the journal has done, counted by its thread and read by any. Thread-safe. */
final class CommitCounters {
  /** Around a fast disk's fsync, half a millisecond, and a slow one's, twenty. */
  private static final long[] COMMIT_LIMITS_MICROS = {
    200, 500, 1_000, 2_000, 3_000, 5_000, 8_000, 12_000, 20_000, 30_000, 50_000, 100_000, 200_000,
    500_000, 1_000_000, 2_000_000
  };

  /** Up to what one transaction takes at most. */
  private static final long[] BATCH_LIMITS = {
    0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, JournalOptions.DEFAULT.batchEntries()
  };

  private final LongAdder entries = new LongAdder();
  private final LongAdder outboxRows = new LongAdder();
  private final Histogram commitNanos = Histogram.ofTimes(COMMIT_LIMITS_MICROS);
  private final Histogram batchEntries = new Histogram(BATCH_LIMITS);
  private final AtomicLong longestCommitNanos = new AtomicLong();

  void committed(int batch, int rows, long nanos) {
    batchEntries.add(batch);
    outboxRows.add(rows);
    commitNanos.add(nanos);
    longestCommitNanos.accumulateAndGet(nanos, Math::max);
  }

  void handedOn(int newEntries) {
    entries.add(newEntries);
  }

  JournalCounters read() {
    return new JournalCounters(
        entries.sum(),
        outboxRows.sum(),
        longestCommitNanos.get(),
        commitNanos.read(),
        batchEntries.read());
  }
}
