package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClearingDelayTest {
  private final ClearingDelay clearing = new ClearingDelay(0);

  @Test
  void rowsGoAMinuteAfterTheyWereAcknowledgedAndAreNamedOnce() {
    clearing.acknowledged(10, seconds(0));
    clearing.acknowledged(25, seconds(30));

    assertThat(clearing.due(seconds(59))).isEmpty();
    assertThat(clearing.due(seconds(60))).hasValue(10);
    assertThat(clearing.due(seconds(61))).isEmpty();
    assertThat(clearing.due(seconds(95))).hasValue(25);
  }

  @Test
  void nothingIsNamedWhileNothingIsAcknowledged() {
    clearing.acknowledged(0, seconds(0));
    assertThat(clearing.due(seconds(100))).isEmpty();
  }

  @Test
  void acknowledgementsOfOneSecondAreOneNoteAndNoneIsNamedTooEarly() {
    clearing.acknowledged(10, seconds(0));
    clearing.acknowledged(11, seconds(0) + 1);
    clearing.acknowledged(12, seconds(1));

    assertThat(clearing.due(seconds(60))).hasValue(10);
    assertThat(clearing.due(seconds(61))).hasValue(12);
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
