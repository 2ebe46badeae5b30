package org.evcharging.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.evcharging.launcher.fleet.Visitor.Heard;
import org.evcharging.message.Notification;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VisitorTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Habits HABITS =
      new Habits(7, 60, Share.parse("60%"), Duration.ofSeconds(40), Share.parse("0%"));
  private static final FleetPlace PLACE = FleetPlace.places("FLEET", 1).getFirst();

  private final AtomicInteger ids = new AtomicInteger();
  private final Visitor visitor =
      new Visitor(
          PLACE, new Choices(HABITS, 0), () -> new RequestId("r-" + ids.incrementAndGet()), 0);

  @Test
  void asksAtItsOwnChargePointOnceItsFirstPauseIsOver() {
    long dueNanos = visitor.nextDueNanos(0);

    assertThat(visitor.due(true, dueNanos - 1)).isEmpty();
    assertThat(visitor.due(true, dueNanos))
        .contains(new StartCharging(new RequestId("r-1"), "FLEET-D0001", "FLEET-0001"));
    assertThat(visitor.due(true, dueNanos + SECOND)).isEmpty();
  }

  @Test
  void doesNotAskWhereNobodyCouldCharge() {
    long dueNanos = visitor.nextDueNanos(0);

    assertThat(visitor.due(false, dueNanos)).isEmpty();
    assertThat(visitor.due(true, dueNanos + 5 * SECOND)).isPresent();
  }

  @Test
  void withoutAnAnswerAsksTheSameAgainAfterTenSeconds() {
    long askedNanos = ask();

    assertThat(visitor.due(true, askedNanos + 9 * SECOND)).isEmpty();
    assertThat(visitor.due(true, askedNanos + 10 * SECOND).map(StartCharging::requestId))
        .contains(new RequestId("r-1"));
  }

  @Test
  void onceAnsweredItOnlyWaits() {
    long askedNanos = ask();

    assertThat(visitor.heard(step("r-1", Notification.Stage.RECEIVED), askedNanos))
        .isEqualTo(Heard.NOTHING);
    assertThat(visitor.heard(step("r-1", Notification.Stage.CHARGING), askedNanos))
        .isEqualTo(Heard.PLUGGED_IN);

    assertThat(visitor.due(true, askedNanos + 3_600 * SECOND)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ends")
  void afterTheEndPausesAndAsksForAnother(Notification end) {
    long askedNanos = ask();

    assertThat(visitor.heard(end, askedNanos + SECOND)).isEqualTo(Heard.OVER);

    long dueNanos = visitor.nextDueNanos(askedNanos + SECOND);
    assertThat(dueNanos).isGreaterThan(askedNanos + SECOND);
    assertThat(visitor.due(true, dueNanos).map(StartCharging::requestId))
        .contains(new RequestId("r-2"));
  }

  @Test
  void whoWasDeniedWaitsFiveSecondsAtLeast() {
    Habits always =
        new Habits(7, 60, Share.parse("100%"), Duration.ofSeconds(40), Share.parse("0%"));
    Visitor eager = new Visitor(PLACE, new Choices(always, 0), () -> new RequestId("r-1"), 0);
    long dueNanos = eager.nextDueNanos(0);
    assertThat(eager.due(true, dueNanos)).isPresent();

    assertThat(eager.heard(denied("r-1"), dueNanos)).isEqualTo(Heard.OVER);

    assertThat(eager.nextDueNanos(dueNanos)).isEqualTo(dueNanos + 5 * SECOND);
  }

  @Test
  void theEndOfAnEarlierRequestIsNotItsEnd() {
    long askedNanos = ask();

    assertThat(visitor.heard(denied("r-0"), askedNanos)).isEqualTo(Heard.NOTHING);
    assertThat(visitor.heard(denied("r-1"), askedNanos)).isEqualTo(Heard.OVER);
    assertThat(visitor.heard(denied("r-1"), askedNanos)).isEqualTo(Heard.NOTHING);
  }

  private long ask() {
    long dueNanos = visitor.nextDueNanos(0);
    Optional<StartCharging> asked = visitor.due(true, dueNanos);
    assertThat(asked).isPresent();
    return dueNanos;
  }

  private static Stream<Notification> ends() {
    return Stream.of(
        denied("r-1"),
        new Notification.Expired(subject("r-1")),
        new Notification.Ticket(
            subject("r-1"),
            "Gran Vía 1",
            Instant.EPOCH,
            Instant.EPOCH,
            new Energy(1_000),
            new Tariff(250_000),
            new Money(25),
            EndReason.UNPLUGGED,
            Optional.empty()));
  }

  private static Notification step(String request, Notification.Stage stage) {
    return new Notification.Step(subject(request), stage);
  }

  private static Notification denied(String request) {
    return new Notification.Denied(subject(request), DenialReason.FAULTED);
  }

  private static Notification.Subject subject(String request) {
    return new Notification.Subject(
        request, Optional.of(new SessionId("s-1")), "FLEET-D0001", "FLEET-0001");
  }
}
