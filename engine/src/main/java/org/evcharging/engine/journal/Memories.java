package org.evcharging.engine.journal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.engine.core.Remembered;
import org.evcharging.engine.core.Remembered.Closed;
import org.evcharging.engine.core.Remembered.Open;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.SessionId;

/**
 * What the Engines that share a journal must know again: what all its entries so far add up to,
 * each Engine's apart. Not thread-safe.
 */
final class Memories {
  private final Map<ChargePointId, Remembered> engines = new LinkedHashMap<>();

  /** Whose each remembered session is: most entries name only the session. */
  private final Map<SessionId, ChargePointId> owners = new HashMap<>();

  /** Adds an entry. One of a session that is not remembered changes nothing. */
  void add(JournalEntry entry) {
    ownerOf(entry)
        .ifPresent(engine -> {
          Remembered before = of(engine);
          Remembered after = before.after(entry);
          engines.put(engine, after);
          if (!(entry instanceof JournalEntry.Reading)) {
            sessions(before).forEach(owners::remove);
            sessions(after).forEach(session -> owners.put(session, engine));
          }
        });
  }

  /** Those of one Engine. */
  Remembered of(ChargePointId engine) {
    return engines.getOrDefault(engine, Remembered.NOTHING);
  }

  /** Those of the Engine that has the journal for itself. */
  Remembered sole() {
    return engines.values().stream().findFirst().orElse(Remembered.NOTHING);
  }

  /** How it is now; not changed by what is added later. */
  List<Remembered> all() {
    return List.copyOf(engines.values());
  }

  private Optional<ChargePointId> ownerOf(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Held held -> Optional.of(held.chargePointId());
      case JournalEntry.Ended ended -> Optional.of(ended.ending().chargePointId());
      case JournalEntry.Started started -> owner(started.sessionId());
      case JournalEntry.Reading reading -> owner(reading.sessionId());
      case JournalEntry.Released released -> owner(released.sessionId());
      case JournalEntry.Told told -> owner(told.sessionId());
    };
  }

  private Optional<ChargePointId> owner(SessionId session) {
    return Optional.ofNullable(owners.get(session));
  }

  private static Stream<SessionId> sessions(Remembered remembered) {
    return Stream.concat(
        remembered.open().map(Open::sessionId).stream(),
        remembered.closed().stream().map(Closed::ending).map(ending -> ending.sessionId()));
  }
}
