package org.evcharging.central.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.ContradictedMemory;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.time.Clocks;

/** Turns entries into transactions, one after the other. Used by the journal's thread alone. */
final class Writer {
  private final Store store;
  private final Clocks clocks;
  private final SetAside setAside;
  private final Unwritten unwritten;
  private final Encoding encoding;
  private final Timelines timelines;
  private final CommitCounters counters;
  private final AtomicLong outboxAcknowledgedTo;
  private long outboxClearedTo;

  /**
   * @param outboxAcknowledgedTo up to which row messages have long arrived; others raise it
   */
  Writer(
      Store store,
      Clocks clocks,
      JournalOptions options,
      SetAside setAside,
      CommitCounters counters,
      AtomicLong outboxAcknowledgedTo) {
    this.store = store;
    this.clocks = clocks;
    this.setAside = setAside;
    this.counters = counters;
    this.outboxAcknowledgedTo = outboxAcknowledgedTo;
    unwritten = new Unwritten(options.unwrittenFor().toNanos());
    timelines = new Timelines(unwritten);
    encoding = new Encoding(store.recovered().epoch(), store.recovered().lastOutboxRow());
  }

  /** When something will have waited too long for a transaction; empty if nothing waits. */
  OptionalLong dueNanos() {
    return unwritten.dueNanos();
  }

  /** Writes what has waited too long. */
  void writeDue() throws StoreFailure {
    if (unwritten.due(clocks.nanos())) {
      commit(List.of(), new ArrayList<>(), List.of(), List.of());
    }
  }

  /** Writes entries; without a transaction, if nobody can learn of them. */
  Committed write(List<Entry> entries) throws StoreFailure {
    long nowNanos = clocks.nanos();
    Instant at = clocks.instant();
    boolean urgent = false;
    List<Event.Durable> events = new ArrayList<>();
    List<OutboxRow> rows = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Entry entry : entries) {
      urgent |= entry.urgent();
      int firstEvent = events.size();
      int firstRow = rows.size();
      entry.events().forEach(event -> sort(event, events, nowNanos));
      for (Outbound leaving : entry.outbound()) {
        if (leaving instanceof Outbound.Durable message) {
          rows.add(encoding.row(message, at));
        }
      }
      OptionalLong row =
          firstRow < rows.size() ? OptionalLong.of(rows.get(firstRow).row()) : OptionalLong.empty();
      timelines.tell(entry, row, events, firstEvent, lines);
      entry.position().ifPresent(position -> unwritten.reached(position, nowNanos));
    }
    if (urgent || unwritten.due(nowNanos)) {
      commit(entries, events, lines, rows);
    }
    return new Committed(entries, rows);
  }

  /** Writes whatever still waits. */
  void writeRest() throws StoreFailure {
    while (!unwritten.isEmpty() || outboxAcknowledgedTo.get() > outboxClearedTo) {
      commit(List.of(), new ArrayList<>(), List.of(), List.of());
    }
  }

  private void sort(Event event, List<Event.Durable> events, long nowNanos) {
    switch (event) {
      case Event.MeterRead read -> unwritten.read(read, nowNanos);
      case Event.SessionEnded ended -> {
        unwritten.forget(ended.session());
        events.add(ended);
      }
      case Event.Durable durable -> events.add(durable);
      case Event.Fleeting _ -> {}
    }
  }

  private void commit(
      List<Entry> entries, List<Event.Durable> events, List<String> lines, List<OutboxRow> rows)
      throws StoreFailure {
    // Last, as they may be of sessions that only these events start.
    events.addAll(unwritten.takeReadings());
    long clearedTo = outboxAcknowledgedTo.get();
    OptionalLong toClear =
        clearedTo > outboxClearedTo ? OptionalLong.of(clearedTo) : OptionalLong.empty();
    long startNanos = clocks.nanos();
    try {
      store.commit(
          new Batch(
              events, lines, unwritten.takeLines(), rows, unwritten.takePositions(), toClear));
    } catch (ContradictedMemory e) {
      blame(e, entries);
      throw e;
    }
    outboxClearedTo = clearedTo;
    counters.committed(entries.size(), rows.size(), clocks.nanos() - startNanos);
  }

  /** Notes the record whose entry was refused, so that the next run decides it otherwise. */
  private void blame(ContradictedMemory refused, List<Entry> entries) throws StoreFailure {
    if (refused.eventIndex().isPresent()) {
      Optional<Entry> culprit = entryOf(refused.eventIndex().getAsInt(), entries);
      if (culprit.isPresent() && culprit.get().position().isPresent()) {
        setAside.add(SetAside.Culprit.before(culprit.get().position().get()));
      }
    }
  }

  private static Optional<Entry> entryOf(int eventIndex, List<Entry> entries) {
    int events = 0;
    for (Entry entry : entries) {
      for (Event event : entry.events()) {
        if (event instanceof Event.Durable && !(event instanceof Event.MeterRead)) {
          if (events++ == eventIndex) {
            return Optional.of(entry);
          }
        }
      }
    }
    return Optional.empty();
  }
}
