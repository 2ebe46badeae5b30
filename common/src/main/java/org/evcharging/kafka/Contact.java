package org.evcharging.kafka;

import java.time.Duration;

/** Whether Kafka answers, told to a reader when it changes. Not thread-safe. */
final class Contact {
  /** An idle, healthy broker answers twice a second. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private enum State {
    NOT_YET,
    THERE,
    LOST
  }

  private final TailReader reader;
  private final Silence silence;
  private State state = State.NOT_YET;

  Contact(TailReader reader, long nowNanos) {
    this.reader = reader;
    this.silence = new Silence(LIMIT, nowNanos);
  }

  void heard(long nowNanos) {
    silence.heard(nowNanos);
    boolean regained = state == State.LOST;
    state = State.THERE;
    if (regained) {
      reader.contactRegained();
    }
  }

  void looked(long nowNanos) {
    if (silence.tooLong(nowNanos) && state != State.LOST) {
      state = State.LOST;
      reader.contactLost();
    }
  }

  boolean isThere() {
    return state == State.THERE;
  }
}
