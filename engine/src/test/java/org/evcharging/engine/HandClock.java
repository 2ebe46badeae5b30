package org.evcharging.engine;

import java.time.Duration;
import java.time.Instant;
import org.evcharging.time.Clocks;

/** Time in the test's hand; the monotonic clock is about to overflow. For one thread. */
public final class HandClock implements Clocks {
  private Duration passed = Duration.ZERO;

  /** So much time passes. */
  public void advance(Duration time) {
    passed = passed.plus(time);
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plus(passed);
  }

  @Override
  public long nanos() {
    return Long.MAX_VALUE - 1_000 + passed.toNanos();
  }
}
