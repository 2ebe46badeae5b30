package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Which outbox rows may be deleted: those acknowledged a minute ago. A broker that acknowledges may
 * still lose its last seconds in a power cut; they are sent again from the outbox then. Not
 * thread-safe.
 */
final class ClearingDelay {
  private static final long DELAY_NANOS = Duration.ofSeconds(60).toNanos();

  /** How often a row is noted: a minute of notes is all there ever is. */
  private static final long GRAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private record Note(long row, long atNanos) {}

  private final Deque<Note> notes = new ArrayDeque<>();
  private long noted;

  /**
   * @param noted the row before the first that will be acknowledged
   */
  ClearingDelay(long noted) {
    this.noted = noted;
  }

  /** All rows up to this one are acknowledged by now. */
  void acknowledged(long row, long nowNanos) {
    if (row > noted && (notes.isEmpty() || nowNanos - notes.getLast().atNanos() >= GRAIN_NANOS)) {
      notes.addLast(new Note(row, nowNanos));
      noted = row;
    }
  }

  /** The highest row that may go now and was not given before. */
  OptionalLong due(long nowNanos) {
    OptionalLong due = OptionalLong.empty();
    while (!notes.isEmpty() && nowNanos - notes.getFirst().atNanos() >= DELAY_NANOS) {
      due = OptionalLong.of(notes.removeFirst().row());
    }
    return due;
  }
}
