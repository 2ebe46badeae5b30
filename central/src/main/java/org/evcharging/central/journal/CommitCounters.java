package org.evcharging.central.journal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the journal has done, counted by its thread and read by any. Thread-safe. */
final class CommitCounters {
  private final LongAdder batches = new LongAdder();
  private final LongAdder entries = new LongAdder();
  private final LongAdder outboxRows = new LongAdder();
  private final LongAdder commitNanos = new LongAdder();
  private final AtomicLong longestCommitNanos = new AtomicLong();

  void committed(int rows, long nanos) {
    batches.increment();
    outboxRows.add(rows);
    commitNanos.add(nanos);
    longestCommitNanos.accumulateAndGet(nanos, Math::max);
  }

  void handedOn(int newEntries) {
    entries.add(newEntries);
  }

  JournalCounters read() {
    return new JournalCounters(
        batches.sum(),
        entries.sum(),
        outboxRows.sum(),
        longestCommitNanos.get(),
        commitNanos.sum());
  }
}
