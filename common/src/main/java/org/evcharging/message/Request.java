package org.evcharging.message;

import java.util.Optional;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;

/**
 * What a driver, or an Engine for the person standing before it, asks of Central. The ids are as
 * claimed: a request that can be read but asks for nonsense is denied, not a dead letter, so driver
 * and charge point are plain text here (at most {@link MessageCodec#MAX_TEXT} characters).
 */
public sealed interface Request {
  RequestId requestId();

  String driverId();

  String chargePointId();

  /** Please let me charge here. */
  record StartCharging(RequestId requestId, String driverId, String chargePointId)
      implements Request {}

  /**
   * Please end my supply.
   *
   * @param sessionId which; if empty, the one that goes on at the charge point
   */
  record StopCharging(
      RequestId requestId, String driverId, String chargePointId, Optional<SessionId> sessionId)
      implements Request {}
}
