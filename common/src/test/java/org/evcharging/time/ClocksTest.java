package org.evcharging.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClocksTest {
  private static final Instant START = Instant.parse("2026-11-20T18:00:00Z");

  @Test
  void readingsThatTheMachineHasTornApartAreTakenAgain() {
    Clocks.Pair pair = new Interrupted(12, 0).pair();

    assertThat(sinceStart(pair.instant())).isEqualTo(Duration.ofNanos(pair.nanos()));
  }

  @Test
  void onAMachineThatAlwaysTearsThemApartTheLastIsTaken() {
    Clocks.Pair pair = new Interrupted(12, 12, 12, 12, 12).pair();

    assertThat(Duration.ofNanos(pair.nanos()).minus(sinceStart(pair.instant())))
        .isEqualTo(Duration.ofMillis(12));
  }

  private static Duration sinceStart(Instant instant) {
    return Duration.between(START, instant);
  }

  /** So many milliseconds pass after each reading of the wall clock, and after that none. */
  private static final class Interrupted implements Clocks {
    private final Deque<Integer> pausesMs;
    private Duration passed = Duration.ZERO;

    Interrupted(Integer... pausesMs) {
      this.pausesMs = new ArrayDeque<>(List.of(pausesMs));
    }

    @Override
    public Instant instant() {
      Instant now = START.plus(passed);
      passed = passed.plusMillis(pausesMs.isEmpty() ? 0 : pausesMs.remove());
      return now;
    }

    @Override
    public long nanos() {
      return passed.toNanos();
    }
  }
}
