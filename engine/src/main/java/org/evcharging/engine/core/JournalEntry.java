package org.evcharging.engine.core;

import org.evcharging.engine.core.EngineState.Ending;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;

/** A fact about a session that must outlive the Engine's process. */
public sealed interface JournalEntry {
  /** It holds the outlet from now on. */
  record Held(ChargePointId chargePointId, SessionId sessionId, DriverId driverId)
      implements JournalEntry {}

  /** Its vehicle is plugged in. */
  record Started(SessionId sessionId) implements JournalEntry {}

  /**
   * It has been supplied with so much.
   *
   * @param energy cumulative, since the session's start
   */
  record Reading(SessionId sessionId, Energy energy) implements JournalEntry {}

  /** Central took it back before it supplied anything; there is nothing to tell. */
  record Released(SessionId sessionId) implements JournalEntry {}

  /** It is over. */
  record Ended(Ending ending) implements JournalEntry {}

  /** Kafka has the word of its end. */
  record Told(SessionId sessionId) implements JournalEntry {}
}
