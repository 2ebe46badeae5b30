package org.evcharging.central.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.SessionLine;
import org.evcharging.central.store.TimelineLine;
import org.evcharging.message.EngineEvent;
import org.evcharging.model.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Composes the lines of sessions' timelines, in the format of {@link TimelineLine}. A line goes
 * with the first event of its entry that changes a session's row, so that it costs no statement of
 * its own; only what changes no row (an answer repeated, a message that came too late) does. Meter
 * values are counted, and told with the next line. Used by the journal's thread alone, for each
 * entry, which is why it writes into one buffer and makes no lists.
 */
final class Timelines {
  private final Unwritten unwritten;
  private final StringBuilder line = new StringBuilder(512);

  /** Of sessions that go on: readings since their last line. */
  private final Map<SessionId, Readings> readings = new HashMap<>();

  private static final class Readings {
    private long count;
    private long firstWh;
    private long lastWh;

    void add(long energyWh) {
      if (count++ == 0) {
        firstWh = energyWh;
      }
      lastWh = energyWh;
    }
  }

  Timelines(Unwritten unwritten) {
    this.unwritten = unwritten;
  }

  /**
   * Tells of an entry.
   *
   * @param firstRow the first outbox row of what leaves with it
   * @param events of the transaction; the entry's begin at {@code firstEvent}
   * @param lines where the line goes, at its event's index
   */
  void tell(
      Entry entry,
      OptionalLong firstRow,
      List<Event.Durable> events,
      int firstEvent,
      List<String> lines) {
    if (entry.cause().isEmpty()) {
      return;
    }
    count(entry);
    for (int i = firstEvent; i < events.size(); i++) {
      SessionId session = sessionOf(events.get(i));
      if (session != null) {
        while (lines.size() < i) {
          lines.add("");
        }
        lines.add(compose(entry, entry.cause().get(), Optional.of(session), firstRow));
        return;
      }
    }
    tellWithoutEvent(entry, entry.cause().get(), firstRow);
  }

  private void count(Entry entry) {
    for (Event event : entry.events()) {
      if (event instanceof Event.MeterRead read) {
        readings.computeIfAbsent(read.session(), _ -> new Readings()).add(read.energy().wh());
      }
    }
  }

  /** An entry may concern a session and leave its row as it is. */
  private void tellWithoutEvent(Entry entry, Entry.Cause cause, OptionalLong firstRow) {
    if (cause.input() instanceof Input.EngineReported(EngineEvent event)) {
      // A reading that was taken has been counted; one of a session that is over is no news.
      boolean isPlainReading =
          event instanceof EngineEvent.MeterValue
              && firstRow.isEmpty()
              && entry.events().stream().noneMatch(Event.Audited.class::isInstance);
      if (!isPlainReading) {
        EngineEvent.Origin origin = event.origin();
        unwritten.told(
            new SessionLine(
                origin.sessionId(),
                origin.chargePointId(),
                compose(entry, cause, Optional.empty(), firstRow)));
      }
    } else if (firstRow.isPresent()) {
      TimelineWords.concerned(entry.outbound())
          .ifPresent(concerned ->
              unwritten.told(
                  new SessionLine(
                      concerned.session(),
                      concerned.chargePoint(),
                      compose(entry, cause, Optional.empty(), firstRow))));
    }
  }

  private String compose(
      Entry entry, Entry.Cause cause, Optional<SessionId> session, OptionalLong firstRow) {
    line.setLength(0);
    line.append(cause.at().toEpochMilli()).append(TimelineLine.FIELD);
    TimelineWords.cause(line, cause.input(), entry.events());
    line.append(TimelineLine.FIELD);
    source(entry.position());
    line.append(TimelineLine.FIELD);
    readings(session);
    line.append(TimelineLine.FIELD);
    decided(entry.events());
    line.append(TimelineLine.FIELD);
    sent(entry.outbound());
    line.append(TimelineLine.FIELD);
    if (firstRow.isPresent()) {
      line.append(firstRow.getAsLong());
    } else {
      line.append(TimelineLine.NOTHING);
    }
    return line.append(TimelineLine.END).toString();
  }

  private void source(Optional<InputPosition> position) {
    if (position.isEmpty()) {
      line.append(TimelineLine.NOTHING);
      return;
    }
    InputPosition after = position.get();
    line.append(after.topic()).append('/').append(after.partition());
    line.append('@').append(after.nextOffset() - 1);
  }

  private void readings(Optional<SessionId> session) {
    Readings since = session.isPresent() ? readings.remove(session.get()) : null;
    if (since == null) {
      line.append(TimelineLine.NOTHING);
    } else {
      line.append(since.count).append(' ').append(since.firstWh).append(' ').append(since.lastWh);
    }
  }

  private void decided(List<Event> events) {
    int start = line.length();
    for (Event event : events) {
      int before = line.length();
      TimelineWords.decided(line, event);
      if (line.length() > before) {
        line.append(TimelineLine.ITEM);
      }
    }
    endItems(start);
  }

  private void sent(List<Outbound> outbound) {
    int start = line.length();
    for (Outbound leaving : outbound) {
      if (leaving instanceof Outbound.Durable durable) {
        TimelineWords.sent(line, durable);
        line.append(TimelineLine.ITEM);
      }
    }
    endItems(start);
  }

  /** Takes the last separator away again, or says that there is nothing. */
  private void endItems(int start) {
    if (line.length() == start) {
      line.append(TimelineLine.NOTHING);
    } else {
      line.setLength(line.length() - 1);
    }
  }

  private static @Nullable SessionId sessionOf(Event.Durable event) {
    return switch (event) {
      case Event.SessionRequested it -> it.facts().id();
      case Event.SessionDenied it -> it.session();
      case Event.SessionAuthorized it -> it.session();
      case Event.SessionExpired it -> it.session();
      case Event.SessionStarted it -> it.session();
      case Event.SessionEnding it -> it.session();
      case Event.SessionEnded it -> it.session();
      case Event.SessionSettled it -> it.session();
      case Event.DriverAdmitted _,
          Event.DriverTokenGiven _,
          Event.ChargePointRegistered _,
          Event.ChargePointChanged _,
          Event.HoldOffSet _,
          Event.HoldOffLifted _,
          Event.RequestTaken _,
          Event.MeterRead _,
          Event.MoneyMoved _,
          Event.OrderRefused _,
          Event.SiteChanged _,
          Event.Audited _ ->
          null;
    };
  }
}
