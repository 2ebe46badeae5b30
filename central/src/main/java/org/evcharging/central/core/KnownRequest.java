package org.evcharging.central.core;

import org.evcharging.message.Request;

/**
 * A request that came before.
 *
 * @param contents what was asked, as {@link #contentsOf}; the same id with other contents is {@code
 *     ID_REUSED}
 */
public record KnownRequest(String contents, Answer answer) {

  /** What a request asks for, without its id and driver, as one comparable text. */
  public static String contentsOf(Request request) {
    return switch (request) {
      case Request.StartCharging start -> "START " + start.chargePointId();
      case Request.StopCharging stop ->
          "STOP "
              + stop.chargePointId()
              + stop.sessionId().map(session -> " " + session.value()).orElse("");
    };
  }
}
