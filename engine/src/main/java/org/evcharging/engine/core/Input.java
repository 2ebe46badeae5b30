package org.evcharging.engine.core;

import java.time.Duration;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.Health;

/** What can happen to an Engine. */
public sealed interface Input {
  /** Central says so, by Kafka. */
  record Command(EngineCommand command) implements Input {}

  /** A vehicle is plugged in. */
  record Plug() implements Input {}

  /** The vehicle is unplugged. */
  record Unplug() implements Input {}

  /** Someone at the Engine's prompt asks for a session. */
  record Request(StartCharging request) implements Input {}

  /**
   * The Engine breaks down.
   *
   * @param reason for people to read; may be empty; cut after 200 characters
   */
  record Fault(String reason) implements Input {
    private static final int MAX_REASON = 200;

    public Fault {
      reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    }
  }

  /** It is well again. */
  record Recover() implements Input {}

  /** The operator takes the charge point out of service. */
  record OperatorStop() implements Input {}

  /** The operator gives it back. */
  record OperatorResume() implements Input {}

  /** A Monitor is connected. */
  record MonitorCame() implements Input {}

  /**
   * It is no more.
   *
   * @param silence for how long it had not been heard
   */
  record MonitorLeft(Duration silence) implements Input {}

  /** The Monitor says whether Central can be reached. */
  record CentralSeen(boolean reachable) implements Input {}

  /**
   * The first input of all.
   *
   * @param past what the journal knew
   */
  record CameBack(Remembered past) implements Input {}

  /** The journal can, or cannot, be written. */
  record JournalSeen(Health health) implements Input {}

  /** Nothing but time has passed. */
  record Tick() implements Input {}

  /** The program is told to stop. */
  record Shutdown() implements Input {}
}
