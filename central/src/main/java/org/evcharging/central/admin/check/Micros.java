package org.evcharging.central.admin.check;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the database keeps them: microseconds since 1970. */
final class Micros {
  private static final long PER_MILLI = 1_000;

  private Micros() {}

  /** Of Kafka's time. */
  static long of(long millis) {
    return millis * PER_MILLI;
  }

  static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static long of(Duration duration) {
    return duration.toNanos() / PER_MILLI;
  }
}
