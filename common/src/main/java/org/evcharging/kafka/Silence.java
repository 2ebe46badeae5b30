package org.evcharging.kafka;

import java.time.Duration;

/**
 * How long nothing was heard while somebody really listened: a pause of the whole process (a laptop
 * that slept, a debugger) counts as one step only. Not thread-safe.
 */
final class Silence {
  /** The most that one step counts; listeners look at least that often. */
  private static final long MAX_STEP_NANOS = Duration.ofSeconds(1).toNanos();

  private final long limitNanos;
  private long silentNanos;
  private long lookedAtNanos;

  Silence(Duration limit, long nowNanos) {
    this.limitNanos = limit.toNanos();
    this.lookedAtNanos = nowNanos;
  }

  void heard(long nowNanos) {
    silentNanos = 0;
    lookedAtNanos = nowNanos;
  }

  /** Adds the time since the last look and tells whether it was silent for too long by now. */
  boolean tooLong(long nowNanos) {
    silentNanos += Math.min(nowNanos - lookedAtNanos, MAX_STEP_NANOS);
    lookedAtNanos = nowNanos;
    return silentNanos >= limitNanos;
  }
}
