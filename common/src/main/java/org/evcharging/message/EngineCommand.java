package org.evcharging.message;

import java.util.OptionalLong;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.SessionId;

/** What Central tells an Engine by Kafka. */
public sealed interface EngineCommand {
  ChargePointId chargePointId();

  SessionId sessionId();

  /**
   * May this driver charge? Answered by {@link EngineEvent.Confirmed} or {@link
   * EngineEvent.Rejected}.
   *
   * @param energyLimitWh where to stop by itself; empty: no limit
   */
  record Authorize(
      ChargePointId chargePointId,
      SessionId sessionId,
      DriverId driverId,
      OptionalLong energyLimitWh)
      implements EngineCommand {}

  /** The session is authorised: from now on it may be plugged in. */
  record Granted(ChargePointId chargePointId, SessionId sessionId) implements EngineCommand {}

  /** Forget the session; it does not count. If it supplies, end it and say so. */
  record Cancel(ChargePointId chargePointId, SessionId sessionId) implements EngineCommand {}

  /** End the supply now and send the final reading. */
  record EndSession(ChargePointId chargePointId, SessionId sessionId, EndReason reason)
      implements EngineCommand {}

  /** The session may supply more than was said at first. */
  record RaiseLimit(ChargePointId chargePointId, SessionId sessionId, long energyLimitWh)
      implements EngineCommand {}
}
