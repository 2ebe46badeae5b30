package org.evcharging.central.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.central.measure.Distribution;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final DriverId DRIVER = new DriverId("D1");
  private static final SessionId SESSION = new SessionId("S1");

  private long nowMs;
  private final AnswerTimes times = new AnswerTimes(() -> nanos(nowMs));

  @Test
  void authorisationTakesFromTheRequestsReceiptUntilItIsCommitted() {
    committed(10, received(3, requested()));
    committed(40, received(35, new Event.SessionAuthorized(SESSION, NOON)));

    assertThat(times.read().authorized().sum()).isEqualTo(nanos(37));
    assertThat(times.read().authorized().count()).isEqualTo(1);
    assertThat(times.read().denied().count()).isZero();
  }

  @Test
  void denialIsTimedWithAndWithoutASession() {
    committed(10, received(3, refused()));
    committed(20, received(11, requested()));
    committed(
        5_020, received(5_019, new Event.SessionDenied(SESSION, DenialReason.NO_ANSWER, NOON)));

    assertThat(times.read().denied().sum()).isEqualTo(nanos(7 + 5_009));
    assertThat(times.read().denied().count()).isEqualTo(2);
    assertThat(times.read().authorized().count()).isZero();
  }

  @Test
  void whatAnEarlierRunWasAskedIsNotTimed() {
    committed(10, received(3, new Event.SessionAuthorized(SESSION, NOON)));

    assertThat(times.read().authorized().count()).isZero();
  }

  @Test
  void sessionThatEndsUnansweredIsForgotten() {
    committed(10, received(3, requested()));
    committed(20, received(15, new Event.SessionExpired(SESSION, NOON)));
    committed(30, received(25, new Event.SessionAuthorized(SESSION, NOON)));

    assertThat(times.read().authorized().count()).isZero();
  }

  @Test
  void fiveSecondsThatAnEngineHasAreBelowALimitOfTheirOwn() {
    committed(10, received(0, refused()));
    committed(5_050, received(0, refused()));

    assertThat(times.read().denied().buckets())
        .filteredOn(bucket -> bucket.count() > 0)
        .extracting(Distribution.Bucket::limit)
        .containsExactly(nanos(12), nanos(6_000));
  }

  private void committed(long atMs, Entry entry) {
    nowMs = atMs;
    times.committed(new Committed(List.of(entry), List.of()));
  }

  private static Entry received(long atMs, Event event) {
    return new Entry(
        List.of(event),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(new Entry.Cause(new Input.TimePassed(), NOON, nanos(atMs))));
  }

  private static Event requested() {
    return new Event.SessionRequested(
        new OpenSession.Facts(
            SESSION,
            new RequestId("r1"),
            DRIVER,
            new ChargePointId("MAD-01"),
            Tariff.ofEuros("0.25"),
            NOON));
  }

  private static Event refused() {
    return new Event.RequestTaken(
        new RequestKey(DRIVER, new RequestId("r1")),
        new KnownRequest("START MAD-01", new Answer.Refused(Optional.empty(), DenialReason.IN_USE)),
        NOON);
  }

  private static long nanos(long ms) {
    return Duration.ofMillis(ms).toNanos();
  }
}
