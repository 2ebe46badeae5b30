package org.evcharging.benchmarks.traffic;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Notification;
import org.evcharging.message.Notification.Stage;
import org.evcharging.message.Notification.Subject;
import org.evcharging.message.Request;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Energy;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;

/** One of each message of an authorisation, as long as a real one, as bytes on their way. */
public final class Samples {
  /** The end of a request's id, where a number is filled in. */
  static final String REQUEST_NUMBER = "000000NUMBER";

  private static final String REQUEST_ID = "01J00000000000" + REQUEST_NUMBER;
  static final String SESSION_ID = "01J0000000000000000SESSION";
  static final String SEQUENCE = "1000000000";

  /** What a hold of 20 € pays at 0.25 € a kWh. */
  private static final long HELD_WH = 80_000;

  private static final ChargePointId CHARGE_POINT = Slots.chargePoint(0);
  private static final Origin ORIGIN =
      new Origin(CHARGE_POINT, new SessionId(SESSION_ID), 1, Long.parseLong(SEQUENCE));

  /** With as many digits as the clock has. */
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00.123456789Z");

  private static final MessageCodec CODEC = new MessageCodec();

  private Samples() {}

  static byte[] request() {
    return CODEC.encode(
        new Request.StartCharging(
            new RequestId(REQUEST_ID), Slots.driver(0).value(), CHARGE_POINT.value()),
        AT);
  }

  static byte[] confirmed() {
    return CODEC.encode(new EngineEvent.Confirmed(ORIGIN), AT);
  }

  /** Nobody plugged in. */
  static byte[] ended() {
    return CODEC.encode(new EngineEvent.Ended(ORIGIN, new Why.NotPluggedIn(), Energy.ZERO), AT);
  }

  public static byte[] authorize() {
    return CODEC.encode(
        new EngineCommand.Authorize(
            CHARGE_POINT, ORIGIN.sessionId(), Slots.driver(0), OptionalLong.of(HELD_WH)),
        AT);
  }

  public static byte[] granted() {
    return CODEC.encode(new EngineCommand.Granted(CHARGE_POINT, ORIGIN.sessionId()), AT);
  }

  /** Before there is a session. */
  public static byte[] received() {
    return CODEC.encode(new Notification.Step(about(Optional.empty()), Stage.RECEIVED), AT);
  }

  /** Before there is a session. */
  public static byte[] checking() {
    return CODEC.encode(new Notification.Step(about(Optional.empty()), Stage.CHECKING), AT);
  }

  public static byte[] asking() {
    return CODEC.encode(new Notification.Step(session(), Stage.ASKING_CHARGE_POINT), AT);
  }

  public static byte[] authorized() {
    return CODEC.encode(new Notification.Authorized(session()), AT);
  }

  public static byte[] expired() {
    return CODEC.encode(new Notification.Expired(session()), AT);
  }

  private static Subject session() {
    return about(Optional.of(ORIGIN.sessionId()));
  }

  private static Subject about(Optional<SessionId> session) {
    return new Subject(REQUEST_ID, session, Slots.driver(0).value(), CHARGE_POINT.value());
  }
}
