package org.evcharging.driver.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.evcharging.driver.core.Errand.Move;
import org.evcharging.driver.core.Stop.Outcome;
import org.evcharging.message.Notification;
import org.evcharging.message.Request.StopCharging;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StopTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Stop stop =
      new Stop(
          new DriverId("D1"),
          new CurrentSession(Notices.session("R1"), "MAD-01"),
          new RequestId("R2"));

  @Test
  void itAsksForTheSessionByName() {
    assertThat(stop.next(0)).isEqualTo(ask(false));
  }

  @Test
  void withoutAnAnswerItAsksAgain() {
    stop.next(0);
    assertThat(stop.next(10 * SECOND)).isEqualTo(ask(true));
  }

  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of(Notices.ticket("R1", 1_000, 25), Outcome.STOPPED),
        Arguments.of(Notices.expired("R1"), Outcome.STOPPED),
        Arguments.of(Notices.deniedSession("R1", DenialReason.DRIVER_STOP), Outcome.STOPPED),
        Arguments.of(Notices.denied("R2", DenialReason.NO_SESSION), Outcome.DENIED),
        Arguments.of(Notices.step("R1", Notification.Stage.ENDING), Outcome.NOT_YET),
        Arguments.of(Notices.ended("R1"), Outcome.NOT_YET),
        Arguments.of(Notices.progress("R1", 1_000), Outcome.NOT_YET),
        Arguments.of(Notices.ticket("R7", 1_000, 25), Outcome.NOT_YET),
        Arguments.of(Notices.denied("R7", DenialReason.NO_SESSION), Outcome.NOT_YET));
  }

  @ParameterizedTest
  @MethodSource("table")
  void whatIsHeardDecides(Notification heard, Outcome outcome) {
    stop.next(0);
    stop.heard(heard, SECOND);

    assertThat(stop.outcome()).isEqualTo(outcome);
    assertThat(stop.next(SECOND) instanceof Move.Finish).isEqualTo(outcome != Outcome.NOT_YET);
  }

  @Test
  void onceItIsAnsweredItDoesNotAskAgain() {
    stop.next(0);
    stop.heard(Notices.step("R2", Notification.Stage.ENDING), SECOND);

    assertThat(stop.next(60 * SECOND)).isInstanceOf(Move.Listen.class);
  }

  @Test
  void anEndThatIsToldAgainDoesNotKeepItFromAsking() {
    stop.heard(Notices.step("R1", Notification.Stage.ENDING), 0);
    stop.heard(Notices.ended("R1"), 0);

    assertThat(stop.next(SECOND)).isEqualTo(ask(false));
  }

  private static Move ask(boolean again) {
    return new Move.Ask(
        new StopCharging(new RequestId("R2"), "D1", "MAD-01", Optional.of(Notices.session("R1"))),
        again);
  }
}
