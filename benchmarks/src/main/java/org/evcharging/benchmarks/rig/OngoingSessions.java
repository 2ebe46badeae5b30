package org.evcharging.benchmarks.rig;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.benchmarks.money.OpenedAccounts;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SecretHash;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/** Sessions that go on, each of a driver who has an account, at a charge point of its own. */
public final class OngoingSessions {
  private static final Tariff TARIFF = new Tariff(250_000);
  private static final long POWER_W = 22_000;
  private static final Money HOLD = new Money(20_00);

  private OngoingSessions() {}

  /** Adds them to a database that has as many accounts. */
  public static void add(Path database, int sessions) throws StoreFailure {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<Event.Durable> events = new ArrayList<>();
    for (int session = 0; session < sessions; session++) {
      charge(session, now, events);
    }
    try (SqliteStore store = SqliteStore.open(database)) {
      store.commit(new Batch(events, List.of(), List.of(), OptionalLong.empty()));
    }
  }

  private static void charge(int number, Instant now, List<Event.Durable> events) {
    DriverId driver = OpenedAccounts.driver(number);
    SessionId session = new SessionId("S" + number);
    RequestId request = new RequestId("R" + number);
    ChargePointId chargePoint = new ChargePointId("CP-" + number);
    events.add(
        new Event.ChargePointRegistered(
            chargePoint,
            new SecretHash("salt", "hash"),
            new Place("Madrid", "Gran Vía 1"),
            TARIFF,
            POWER_W,
            now));
    events.add(
        new Event.RequestTaken(
            new RequestKey(driver, request),
            new KnownRequest("START " + chargePoint, new Answer.Pending(session)),
            now));
    events.add(
        new Event.SessionRequested(
            new OpenSession.Facts(session, request, driver, chargePoint, TARIFF, now)));
    events.add(hold(driver, session, now));
    events.add(new Event.SessionAuthorized(session, now));
    events.add(new Event.SessionStarted(session, now));
  }

  private static Event.MoneyMoved hold(DriverId driver, SessionId session, Instant now) {
    return new Event.MoneyMoved(
        driver,
        Movement.HOLD,
        HOLD,
        Optional.of(session),
        Optional.empty(),
        OpenedAccounts.OPENING_BALANCE.minus(HOLD),
        now);
  }
}
