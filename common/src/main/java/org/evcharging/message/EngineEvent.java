package org.evcharging.message;

import org.evcharging.model.ChargePointId;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;

/** What an Engine reports to Central by Kafka. */
public sealed interface EngineEvent {
  Origin origin();

  /**
   * Which Engine says it of which session, and when in its life. {@code (boot, sequence)} never
   * repeats for a charge point.
   *
   * @param boot how many times the Engine has started; from 1
   * @param sequence how many events it has sent since then; from 1
   */
  record Origin(ChargePointId chargePointId, SessionId sessionId, long boot, long sequence) {}

  /** Yes to {@link EngineCommand.Authorize}. */
  record Confirmed(Origin origin) implements EngineEvent {}

  /**
   * No to {@link EngineCommand.Authorize}.
   *
   * @param reason for people to read
   */
  record Rejected(Origin origin, String reason) implements EngineEvent {}

  /** The vehicle is plugged in and takes energy. */
  record Started(Origin origin) implements EngineEvent {}

  /**
   * A reading.
   *
   * @param energy cumulative, since the session's start
   * @param powerW at this moment
   */
  record MeterValue(Origin origin, Energy energy, long powerW) implements EngineEvent {}

  /**
   * The supply is over, or never came.
   *
   * @param energy the final reading
   */
  record Ended(Origin origin, Why reason, Energy energy) implements EngineEvent {}

  /** What ended a session at the Engine: an {@code EndReason}, or that nobody plugged in. */
  sealed interface Why {
    /** Travels as the name of the reason. */
    record Because(org.evcharging.model.EndReason reason) implements Why {}

    /** Granted, and not plugged in for 60 s; travels as {@code EXPIRED}. */
    record NotPluggedIn() implements Why {}
  }
}
