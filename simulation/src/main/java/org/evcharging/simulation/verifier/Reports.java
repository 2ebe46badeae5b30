package org.evcharging.simulation.verifier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;

/** What the Engines have said of each session on {@code ev.events}, and what their disks say. */
final class Reports {
  private final MessageCodec codec = new MessageCodec();
  private final Map<String, Integer> said = new HashMap<>();
  private final Set<String> over = new HashSet<>();
  private final Map<String, Long> most = new HashMap<>();
  private final Map<String, Long> finalWh = new HashMap<>();
  private final Map<String, Long> onDiskWh = new HashMap<>();

  void heard(byte[] value) {
    EngineEvent event;
    try {
      event = codec.decodeEvent(value);
    } catch (MalformedMessage e) {
      return;
    }
    EngineEvent.Origin origin = event.origin();
    String session = origin.sessionId().value();
    requireNewNumber(origin, session, event);
    switch (event) {
      case EngineEvent.MeterValue meter -> most.merge(session, meter.energy().wh(), Math::max);
      case EngineEvent.Ended ended -> {
        over.add(session);
        most.merge(session, ended.energy().wh(), Math::max);
        finalWh.merge(session, ended.energy().wh(), Math::max);
      }
      case EngineEvent.Rejected _ -> over.add(session);
      case EngineEvent.Confirmed _, EngineEvent.Started _ -> {}
    }
  }

  private void requireNewNumber(EngineEvent.Origin origin, String session, EngineEvent event) {
    String number = origin.chargePointId() + " " + origin.boot() + "/" + origin.sequence();
    int contents = 31 * session.hashCode() + event.getClass().getSimpleName().hashCode();
    Integer before = said.putIfAbsent(number, contents);
    if (before != null && before != contents) {
      throw new Violation(
          "an Engine's (boot, sequence) never repeats", number + " stands for two events");
    }
  }

  /** A line of an Engine's journal is on its disk for good. */
  void journalled(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length == 4 && fields[1].equals("READING")) {
      onDiskWh.merge(fields[2], Long.parseLong(fields[3]), Math::max);
    } else if (fields.length == 6 && fields[1].equals("ENDED")) {
      onDiskWh.merge(fields[3], Long.parseLong(fields[5]), Math::max);
    }
  }

  /** Tells whether an Engine has said that the session is over, or never was. */
  boolean saysOver(String session) {
    return over.contains(session);
  }

  /** The highest final reading that was ever sent; -1 if none was. */
  long finalWh(String session) {
    return finalWh.getOrDefault(session, -1L);
  }

  /** The highest reading that was ever sent. */
  long mostWh(String session) {
    return most.getOrDefault(session, 0L);
  }

  /** What an Engine's disk says that was supplied. */
  long onDiskWh(String session) {
    return onDiskWh.getOrDefault(session, 0L);
  }
}
