package org.evcharging.central.kafka;

import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;

/** What all have in common that work with Kafka step by step. */
final class Steps {
  /** How long to leave alone what is over; short enough to be counted in nanoseconds. */
  static final Duration FOR_EVER = Duration.ofDays(10_000);

  private Steps() {}

  static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Kafka's word for an interrupt in everybody's. */
  static InterruptedException interrupted(InterruptException e) {
    InterruptedException same = new InterruptedException(String.valueOf(e.getMessage()));
    same.initCause(e);
    return same;
  }
}
