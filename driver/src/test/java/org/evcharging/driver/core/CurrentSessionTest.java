package org.evcharging.driver.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.evcharging.message.Notification;
import org.evcharging.message.Notification.Stage;
import org.evcharging.model.DenialReason;
import org.junit.jupiter.api.Test;

class CurrentSessionTest {
  private static final Optional<CurrentSession> NONE = Optional.empty();
  private static final Optional<CurrentSession> FIRST = session("R1");

  @Test
  void itBeginsWithTheFirstWordThatNamesIt() {
    assertThat(after(NONE, Notices.received("R1"))).isEqualTo(NONE);
    assertThat(after(NONE, Notices.step("R1", Stage.ASKING_CHARGE_POINT))).isEqualTo(FIRST);
    assertThat(after(NONE, Notices.authorized("R1"))).isEqualTo(FIRST);
  }

  @Test
  void itEndsWithItsEnd() {
    assertThat(after(FIRST, Notices.ended("R1"))).isEqualTo(NONE);
    assertThat(after(FIRST, Notices.ticket("R1", 1, 1))).isEqualTo(NONE);
    assertThat(after(FIRST, Notices.expired("R1"))).isEqualTo(NONE);
    assertThat(after(FIRST, Notices.deniedSession("R1", DenialReason.NO_ANSWER))).isEqualTo(NONE);
  }

  @Test
  void whatIsAboutAnotherSessionOrARequestLeavesIt() {
    assertThat(after(FIRST, Notices.ticket("R0", 1, 1))).isEqualTo(FIRST);
    assertThat(after(FIRST, Notices.received("R2"))).isEqualTo(FIRST);
    assertThat(after(FIRST, Notices.denied("R2", DenialReason.DRIVER_BUSY))).isEqualTo(FIRST);
  }

  @Test
  void lateProgressRevivesNothing() {
    assertThat(after(NONE, Notices.progress("R1", 100))).isEqualTo(NONE);
    assertThat(after(NONE, Notices.corrected("R1", 100, 3))).isEqualTo(NONE);
  }

  private static Optional<CurrentSession> after(
      Optional<CurrentSession> before, Notification notification) {
    return CurrentSession.after(before, notification);
  }

  private static Optional<CurrentSession> session(String request) {
    return Optional.of(new CurrentSession(Notices.session(request), "MAD-01"));
  }
}
