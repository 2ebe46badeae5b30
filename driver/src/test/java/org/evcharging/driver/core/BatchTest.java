package org.evcharging.driver.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.evcharging.driver.core.Errand.Move;
import org.evcharging.message.Notification;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Batch batch = batch(Batch.Plan.ONCE, "MAD-01", "VLC-02");
  private int idsGiven;

  @Test
  void theFirstServiceIsAskedForAtOnce() {
    assertThat(batch.next(0)).isEqualTo(ask("R1", "MAD-01", false));
  }

  @Test
  void whileAServiceGoesOnNothingElseIsAskedFor() {
    batch.next(0);
    for (Notification heard :
        List.of(
            Notices.received("R1"),
            Notices.authorized("R1"),
            Notices.step("R1", Notification.Stage.CHARGING),
            Notices.progress("R1", 100),
            Notices.ended("R1"))) {
      batch.heard(heard, SECOND);
      assertThat(batch.next(1_000 * SECOND)).isInstanceOf(Move.Listen.class);
    }
  }

  @Test
  void fourSecondsAfterATicketTheNextServiceIsAskedFor() {
    batch.next(0);
    batch.heard(Notices.ticket("R1", 1_250, 31), 10 * SECOND);

    assertNextIsAskedForAt(14 * SECOND);
  }

  @Test
  void fourSecondsAfterAnExpiryTheNextServiceIsAskedFor() {
    batch.next(0);
    batch.heard(Notices.expired("R1"), 10 * SECOND);

    assertNextIsAskedForAt(14 * SECOND);
  }

  @ParameterizedTest
  @EnumSource
  void fourSecondsAfterADenialTheNextServiceIsAskedFor(DenialReason reason) {
    batch.next(0);
    batch.heard(Notices.denied("R1", reason), 10 * SECOND);

    assertNextIsAskedForAt(14 * SECOND);
  }

  @Test
  void afterTheLastServiceItIsOverWithoutAPause() {
    batch.next(0);
    batch.heard(Notices.expired("R1"), 0);
    batch.next(4 * SECOND);
    batch.heard(Notices.expired("R2"), 5 * SECOND);

    assertThat(batch.next(5 * SECOND)).isEqualTo(new Move.Finish());
  }

  @Test
  void withoutAnAnswerTheSameRequestIsSentAgainEveryTenSeconds() {
    batch.next(0);

    assertThat(batch.next(3 * SECOND)).isEqualTo(new Move.Listen(7 * SECOND));
    assertThat(batch.next(10 * SECOND)).isEqualTo(ask("R1", "MAD-01", true));
    assertThat(batch.next(11 * SECOND)).isEqualTo(new Move.Listen(9 * SECOND));
    assertThat(batch.next(20 * SECOND)).isEqualTo(ask("R1", "MAD-01", true));
  }

  @Test
  void onceAnythingIsHeardTheRequestIsNotSentAgain() {
    batch.next(0);
    batch.heard(Notices.received("R1"), SECOND);

    assertThat(batch.next(600 * SECOND)).isInstanceOf(Move.Listen.class);
  }

  @Test
  void whatIsAboutAnotherRequestChangesNothing() {
    batch.next(0);
    batch.heard(Notices.ticket("R0", 1_000, 25), SECOND);
    batch.heard(Notices.denied("R9", DenialReason.NO_SESSION), SECOND);

    assertThat(batch.next(10 * SECOND)).isEqualTo(ask("R1", "MAD-01", true));
    assertThat(batch.summary().tickets()).isZero();
    assertThat(batch.summary().denied()).isEmpty();
  }

  @Test
  void aSecondCopyOfAnAnswerCountsOnce() {
    batch.next(0);
    batch.heard(Notices.ticket("R1", 1_250, 31), SECOND);
    batch.heard(Notices.ticket("R1", 1_250, 31), 2 * SECOND);

    assertThat(batch.summary().tickets()).isEqualTo(1);
    assertNextIsAskedForAt(5 * SECOND);
  }

  @Test
  void theSummaryAddsUp() {
    Batch four = batch(Batch.Plan.ONCE, "A", "B", "C", "D", "E");
    long now = 0;
    for (Notification end :
        List.of(
            Notices.ticket("R1", 1_250, 31),
            Notices.denied("R2", DenialReason.IN_USE),
            Notices.denied("R3", DenialReason.IN_USE),
            Notices.expired("R4"),
            Notices.ticket("R5", 750, 19))) {
      four.next(now);
      four.heard(end, now);
      now += 4 * SECOND;
    }

    assertThat(four.summary())
        .isEqualTo(new Summary(5, 2, Map.of(DenialReason.IN_USE, 2), 1, 2_000, 50));
    assertThat(four.summary().lines())
        .containsExactly(
            "Summary",
            "  requests   5",
            "  tickets    2",
            "  denied     2",
            "    2 × IN_USE",
            "  expired    1",
            "  energy     2.000 kWh",
            "  amount     0.50 €");
  }

  @Test
  void aCorrectedTicketCorrectsTheSummary() {
    batch.next(0);
    batch.heard(Notices.ticket("R1", 1_250, 31), 0);
    batch.next(4 * SECOND);
    batch.heard(Notices.corrected("R1", 1_400, 35), 5 * SECOND);

    assertThat(batch.summary().totalEnergyWh()).isEqualTo(1_400);
    assertThat(batch.summary().totalAmountCents()).isEqualTo(35);
  }

  @Test
  void overAndOverItBeginsAgainAfterTheLast() {
    Batch endless = batch(new Batch.Plan(Duration.ofSeconds(1), true), "A", "B");

    for (int i = 1; i <= 5; i++) {
      assertThat(endless.next(i * SECOND)).isEqualTo(ask("R" + i, i % 2 == 1 ? "A" : "B", false));
      endless.heard(Notices.expired("R" + i), i * SECOND);
    }
  }

  @Test
  void noServicesAreOverAtOnce() {
    assertThat(batch(Batch.Plan.ONCE).next(0)).isEqualTo(new Move.Finish());
  }

  private void assertNextIsAskedForAt(long nanos) {
    assertThat(batch.next(nanos - SECOND)).isEqualTo(new Move.Listen(SECOND));
    assertThat(batch.next(nanos - 1)).isEqualTo(new Move.Listen(1));
    assertThat(batch.next(nanos)).isEqualTo(ask("R2", "VLC-02", false));
  }

  private Batch batch(Batch.Plan plan, String... services) {
    return new Batch(
        new DriverId("D1"),
        List.of(services).stream().map(ChargePointId::new).toList(),
        plan,
        () -> new RequestId("R" + ++idsGiven));
  }

  private static Move ask(String request, String at, boolean again) {
    return new Move.Ask(new StartCharging(new RequestId(request), "D1", at), again);
  }
}
