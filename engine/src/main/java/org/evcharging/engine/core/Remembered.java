package org.evcharging.engine.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.engine.core.EngineState.Ending;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;

/**
 * What all journal entries so far add up to. Immutable.
 *
 * @param open the session that holds the outlet
 * @param closed the last session that ended, and those before it whose end Kafka may not have;
 *     oldest first, at most {@link #MAX_CLOSED}
 */
public record Remembered(Optional<Open> open, List<Closed> closed) {
  /** A new Engine's. */
  public static final Remembered NOTHING = new Remembered(Optional.empty(), List.of());

  /** More than a minute has, and an end is told a minute after Kafka took it. */
  static final int MAX_CLOSED = 128;

  public Remembered {
    closed = List.copyOf(closed);
  }

  /**
   * A session that was not over.
   *
   * @param energy the last reading
   */
  public record Open(
      ChargePointId chargePointId,
      SessionId sessionId,
      DriverId driverId,
      boolean started,
      Energy energy) {}

  /**
   * A session that was over.
   *
   * @param told whether Kafka is known to have the word of it, and to keep it
   */
  public record Closed(Ending ending, boolean told) {}

  /** The same, one entry later. An entry of a session that is not the open one changes nothing. */
  public Remembered after(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Held held ->
          new Remembered(
              Optional.of(
                  new Open(
                      held.chargePointId(), held.sessionId(), held.driverId(), false, Energy.ZERO)),
              closed);
      case JournalEntry.Started started ->
          new Remembered(
              open.map(session ->
                  is(session, started.sessionId()) ? read(session, session.energy()) : session),
              closed);
      case JournalEntry.Reading reading ->
          new Remembered(
              open.map(session ->
                  is(session, reading.sessionId()) ? read(session, reading.energy()) : session),
              closed);
      case JournalEntry.Released released -> new Remembered(without(released.sessionId()), closed);
      case JournalEntry.Ended ended ->
          new Remembered(without(ended.ending().sessionId()), closedAnd(ended.ending()));
      case JournalEntry.Told told -> new Remembered(open, toldOf(told.sessionId()));
    };
  }

  /** The fewest entries that add up to the same. */
  public List<JournalEntry> entries() {
    List<JournalEntry> entries = new ArrayList<>();
    for (Closed one : closed) {
      entries.add(new JournalEntry.Ended(one.ending()));
      if (one.told()) {
        entries.add(new JournalEntry.Told(one.ending().sessionId()));
      }
    }
    open.ifPresent(session -> {
      SessionId id = session.sessionId();
      entries.add(new JournalEntry.Held(session.chargePointId(), id, session.driverId()));
      if (session.started()) {
        entries.add(new JournalEntry.Started(id));
        entries.add(new JournalEntry.Reading(id, session.energy()));
      }
    });
    return entries;
  }

  /** How the last session ended. */
  Optional<Ending> lastEnded() {
    return closed.isEmpty() ? Optional.empty() : Optional.of(closed.getLast().ending());
  }

  /** The ends that Kafka may not have, oldest first. */
  List<Ending> untold() {
    return closed.stream().filter(one -> !one.told()).map(Closed::ending).toList();
  }

  private static boolean is(Open session, SessionId id) {
    return session.sessionId().equals(id);
  }

  private static Open read(Open session, Energy energy) {
    return new Open(session.chargePointId(), session.sessionId(), session.driverId(), true, energy);
  }

  private Optional<Open> without(SessionId id) {
    return open.filter(session -> !is(session, id));
  }

  private List<Closed> closedAnd(Ending ending) {
    List<Closed> untold = closed.stream().filter(one -> !one.told()).toList();
    List<Closed> more =
        new ArrayList<>(untold.subList(Math.max(0, untold.size() - MAX_CLOSED + 1), untold.size()));
    more.add(new Closed(ending, false));
    return more;
  }

  private List<Closed> toldOf(SessionId id) {
    List<Closed> later = new ArrayList<>();
    for (int i = 0; i < closed.size(); i++) {
      Closed one = closed.get(i);
      boolean told = one.told() || one.ending().sessionId().equals(id);
      if (!told || i == closed.size() - 1) {
        later.add(new Closed(one.ending(), told));
      }
    }
    return later;
  }
}
