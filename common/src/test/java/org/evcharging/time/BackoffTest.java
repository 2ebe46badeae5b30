package org.evcharging.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void pausesDoubleUpToASecondAndAreNeverShorterThanHalf() {
    long[] fullMs = {50, 100, 200, 400, 800, 1000, 1000, 1000};
    for (int seed = 0; seed < 200; seed++) {
      Backoff backoff = new Backoff(new Random(seed));
      for (long full : fullMs) {
        assertThat(backoff.next())
            .as("seed %d", seed)
            .isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
      }
    }
  }

  @Test
  void goodConnectionMakesTheNextPauseShortAgain() {
    Backoff backoff = new Backoff(new Random(1));
    for (int i = 0; i < 10; i++) {
      backoff.next();
    }
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(Backoff.FIRST_MS));
  }

  @Test
  void thousandsDoNotComeBackAtOnce() {
    Set<Duration> pauses = new HashSet<>();
    for (int seed = 0; seed < 1000; seed++) {
      Backoff backoff = new Backoff(new Random(seed));
      for (int i = 0; i < 5; i++) {
        backoff.next();
      }
      pauses.add(backoff.next());
    }
    assertThat(pauses).hasSizeGreaterThan(300);
  }
}
