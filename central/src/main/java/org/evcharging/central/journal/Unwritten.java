package org.evcharging.central.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.evcharging.central.core.Event;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.SessionLine;
import org.evcharging.model.SessionId;

/**
 * What is worth no transaction of its own: readings and positions, each replaced by its next, and
 * lines about messages that changed nothing, until a transaction takes them along. Used by the
 * journal's thread alone.
 */
final class Unwritten {
  /** Readings one transaction takes along at most: few enough not to be felt by what is urgent. */
  static final int READINGS_AT_ONCE = 500;

  /**
   * Lines that wait at most; more than that in the seconds between two transactions would only say
   * that somebody floods Central with messages that mean nothing.
   */
  static final int MAX_LINES = 1_000;

  private record Reading(Event.MeterRead read, long firstNanos) {}

  private record Partition(String topic, int number) {}

  private final long maxAgeNanos;

  /** In the order in which their sessions began to wait. */
  private final Map<SessionId, Reading> readings = new LinkedHashMap<>();

  private final Map<Partition, InputPosition> positions = new HashMap<>();
  private long positionsSinceNanos;
  private List<SessionLine> lines = new ArrayList<>();

  Unwritten(long maxAgeNanos) {
    this.maxAgeNanos = maxAgeNanos;
  }

  void read(Event.MeterRead read, long nowNanos) {
    readings.compute(
        read.session(),
        (_, waiting) -> new Reading(read, waiting == null ? nowNanos : waiting.firstNanos()));
  }

  void told(SessionLine line) {
    if (lines.size() < MAX_LINES) {
      lines.add(line);
    }
  }

  /** The session is over: its end says its energy. */
  void forget(SessionId session) {
    readings.remove(session);
  }

  void reached(InputPosition position, long nowNanos) {
    if (positions.isEmpty()) {
      positionsSinceNanos = nowNanos;
    }
    positions.put(new Partition(position.topic(), position.partition()), position);
  }

  /** When something will have waited too long; empty if nothing waits. */
  OptionalLong dueNanos() {
    OptionalLong due =
        positions.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(positionsSinceNanos + maxAgeNanos);
    if (!readings.isEmpty()) {
      long readingDue = readings.values().iterator().next().firstNanos() + maxAgeNanos;
      // Compared by difference: the monotonic clock may overflow.
      if (due.isEmpty() || readingDue - due.getAsLong() < 0) {
        return OptionalLong.of(readingDue);
      }
    }
    return due;
  }

  boolean due(long nowNanos) {
    OptionalLong due = dueNanos();
    return due.isPresent() && nowNanos - due.getAsLong() >= 0;
  }

  boolean isEmpty() {
    return readings.isEmpty() && positions.isEmpty() && lines.isEmpty();
  }

  /** The readings that have waited longest, which are the caller's to write now. */
  List<Event.MeterRead> takeReadings() {
    List<Event.MeterRead> taken = new ArrayList<>();
    Iterator<Reading> oldestFirst = readings.values().iterator();
    while (oldestFirst.hasNext() && taken.size() < READINGS_AT_ONCE) {
      taken.add(oldestFirst.next().read());
      oldestFirst.remove();
    }
    return taken;
  }

  /** All lines, which are the caller's to write now. */
  List<SessionLine> takeLines() {
    if (lines.isEmpty()) {
      return List.of();
    }
    List<SessionLine> taken = lines;
    lines = new ArrayList<>();
    return taken;
  }

  /** All positions, which are the caller's to write now. */
  Collection<InputPosition> takePositions() {
    List<InputPosition> taken = List.copyOf(positions.values());
    positions.clear();
    return taken;
  }
}
