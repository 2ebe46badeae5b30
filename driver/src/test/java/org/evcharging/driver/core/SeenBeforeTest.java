package org.evcharging.driver.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.evcharging.model.DenialReason;
import org.junit.jupiter.api.Test;

class SeenBeforeTest {
  private final SeenBefore seen = new SeenBefore();

  @Test
  void theSameAnswerToARequestAskedAgainIsShownOnce() {
    assertThat(seen.admits(Notices.denied("R1", DenialReason.IN_USE))).isTrue();
    assertThat(seen.admits(Notices.denied("R1", DenialReason.IN_USE))).isFalse();
    assertThat(seen.admits(Notices.denied("R2", DenialReason.IN_USE))).isTrue();
  }

  @Test
  void progressComesAsOftenAsItIsSent() {
    assertThat(seen.admits(Notices.progress("R1", 0))).isTrue();
    assertThat(seen.admits(Notices.progress("R1", 0))).isTrue();
  }

  @Test
  void progressThatWasOvertakenIsNotShown() {
    assertThat(seen.admits(Notices.progress("R1", 300))).isTrue();
    assertThat(seen.admits(Notices.progress("R1", 200))).isFalse();
    assertThat(seen.admits(Notices.progress("R2", 200))).isTrue();
    assertThat(seen.admits(Notices.progress("R1", 301))).isTrue();
  }

  @Test
  void progressAfterTheEndIsNotShown() {
    assertThat(seen.admits(Notices.ended("R1"))).isTrue();
    assertThat(seen.admits(Notices.progress("R1", 100))).isFalse();
    assertThat(seen.admits(Notices.progress("R2", 100))).isTrue();
    assertThat(seen.admits(Notices.ticket("R1", 100, 3))).isTrue();
  }

  @Test
  void itForgetsTheOldest() {
    assertThat(seen.admits(Notices.authorized("R-first"))).isTrue();
    for (int i = 0; i < 1_000; i++) {
      assertThat(seen.admits(Notices.authorized("R" + i))).isTrue();
    }
    assertThat(seen.admits(Notices.authorized("R999"))).isFalse();
    assertThat(seen.admits(Notices.authorized("R-first"))).isTrue();
  }
}
