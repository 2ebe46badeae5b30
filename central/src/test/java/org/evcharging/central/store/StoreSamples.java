package org.evcharging.central.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.HoldOff;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.core.RequestKey;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SecretHash;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/** Events as short as the tests want to say them: driver D1 at charge point MAD-01, session S1. */
public final class StoreSamples {
  /** As exact as the database keeps it. */
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");

  public static final Tariff TARIFF = new Tariff(250_000);
  public static final Place PLACE = new Place("Madrid", "Gran Vía 1");
  public static final SecretHash SECRET = new SecretHash("salt", "hash");

  private StoreSamples() {}

  public static Batch batch(Event.Durable... events) {
    return new Batch(List.of(events), List.of(), List.of(), OptionalLong.empty());
  }

  public static Batch outbox(OutboxRow... rows) {
    return new Batch(List.of(), List.of(rows), List.of(), OptionalLong.empty());
  }

  public static OutboxRow row(long row) {
    return new OutboxRow(
        row,
        1,
        Topic.COMMANDS,
        new byte[] {1, (byte) row},
        ("{\"n\":" + row + "}").getBytes(StandardCharsets.UTF_8));
  }

  public static Event.DriverAdmitted admitted(String driver) {
    return new Event.DriverAdmitted(new DriverId(driver), NOON);
  }

  public static Event.ChargePointRegistered registered(String chargePoint) {
    return new Event.ChargePointRegistered(
        new ChargePointId(chargePoint), SECRET, PLACE, TARIFF, 22_000, NOON);
  }

  /** Drivers D1 and D2, charge points MAD-01 and MAD-02. */
  public static Batch scene() {
    return batch(admitted("D1"), admitted("D2"), registered("MAD-01"), registered("MAD-02"));
  }

  public static OpenSession.Facts facts(String session, String driver, String chargePoint) {
    return new OpenSession.Facts(
        new SessionId(session),
        new RequestId("request-" + session),
        new DriverId(driver),
        new ChargePointId(chargePoint),
        TARIFF,
        NOON);
  }

  public static Event.SessionRequested requested(
      String session, String driver, String chargePoint) {
    return new Event.SessionRequested(facts(session, driver, chargePoint));
  }

  public static Event.SessionAuthorized authorized(String session) {
    return new Event.SessionAuthorized(new SessionId(session), NOON);
  }

  public static Event.SessionDenied denied(String session) {
    return new Event.SessionDenied(new SessionId(session), DenialReason.NO_ANSWER, NOON);
  }

  public static Event.SessionExpired expired(String session) {
    return new Event.SessionExpired(new SessionId(session), NOON);
  }

  public static Event.SessionStarted started(String session) {
    return new Event.SessionStarted(new SessionId(session), NOON.plusSeconds(1));
  }

  public static Event.MeterRead read(String session, long energyWh) {
    return new Event.MeterRead(new SessionId(session), new Energy(energyWh), 22_000, NOON);
  }

  public static Event.SessionEnding ending(String session) {
    return new Event.SessionEnding(new SessionId(session), EndReason.OPERATOR_STOP, NOON);
  }

  public static Event.SessionEnded ended(String session, long energyWh, boolean settled) {
    return new Event.SessionEnded(
        new SessionId(session),
        EndReason.UNPLUGGED,
        new Energy(energyWh),
        TARIFF.amountFor(new Energy(energyWh)),
        NOON.plusSeconds(1),
        NOON.plusSeconds(60),
        settled);
  }

  public static Event.SessionSettled settled(String session, long energyWh) {
    Money amount = TARIFF.amountFor(new Energy(energyWh));
    return new Event.SessionSettled(new SessionId(session), new Energy(energyWh), amount, NOON);
  }

  public static Event.HoldOffSet held(String chargePoint, String source) {
    return new Event.HoldOffSet(new ChargePointId(chargePoint), new HoldOff(source), NOON);
  }

  public static Event.HoldOffLifted lifted(String chargePoint, String source) {
    return new Event.HoldOffLifted(new ChargePointId(chargePoint), new HoldOff(source), NOON);
  }

  public static RequestKey key(String driver, String request) {
    return new RequestKey(new DriverId(driver), new RequestId(request));
  }

  public static Event.RequestTaken taken(String request, Answer answer, Instant at) {
    return new Event.RequestTaken(key("D1", request), new KnownRequest("START MAD-01", answer), at);
  }

  public static Answer.Pending pending(String session) {
    return new Answer.Pending(new SessionId(session));
  }

  public static Answer.Refused refused(Optional<String> session, DenialReason reason) {
    return new Answer.Refused(session.map(SessionId::new), reason);
  }
}
