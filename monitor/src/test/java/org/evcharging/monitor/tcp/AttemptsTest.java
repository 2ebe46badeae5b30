package org.evcharging.monitor.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.evcharging.time.Backoff;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  // About to overflow: only differences may count.
  private long nowNanos = Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(20);
  private final Attempts attempts = new Attempts(new Random(7), nowNanos);

  @Test
  void theFirstIsDueAtOnceAndThoseThatFailComeEverLater() {
    assertThat(waitMs()).isZero();
    for (int i = 0; i < 10; i++) {
      attempt(Duration.ofMillis(1));
      assertThat(waitMs()).isPositive();
    }
    assertThat(waitMs()).isBetween(Backoff.LONGEST_MS / 2, Backoff.LONGEST_MS);
  }

  @Test
  void aConnectionThatLastedTwoSecondsWasGood() {
    for (int i = 0; i < 10; i++) {
      attempt(Duration.ofMillis(1_999));
    }
    assertThat(waitMs()).isGreaterThanOrEqualTo(Backoff.LONGEST_MS / 2);

    attempt(Duration.ofSeconds(2));

    assertThat(waitMs()).isLessThanOrEqualTo(Backoff.FIRST_MS);
  }

  @Test
  void whileItKeepsAwayNoConnectionIsWanted() {
    attempts.keepAway(Duration.ofSeconds(5), nowNanos);
    assertThat(attempts.isWanted(nowNanos)).isFalse();
    attempt(Duration.ofMillis(1));
    assertThat(waitMs()).isEqualTo(4_999);

    attempts.keepAway(Duration.ZERO, nowNanos);

    assertThat(attempts.isWanted(nowNanos)).isTrue();
    assertThat(waitMs()).isLessThanOrEqualTo(Backoff.FIRST_MS);
  }

  private void attempt(Duration lasts) {
    attempts.begin(nowNanos);
    nowNanos += lasts.toNanos();
    attempts.end(nowNanos);
  }

  private long waitMs() {
    return TimeUnit.NANOSECONDS.toMillis(attempts.waitNanos(nowNanos));
  }
}
