package org.evcharging.clearing.server;

import java.time.Duration;
import org.evcharging.wire.FramedConnection;

/** A connection that is served, and how long it may keep its place. Thread-safe. */
final class Guest {
  /** Who does not say by then who it is keeps others from coming. */
  private static final Duration INTRODUCTION_PATIENCE = Duration.ofSeconds(10);

  /** Whoever has something to say again comes again. */
  private static final Duration IDLE_PATIENCE = Duration.ofMinutes(10);

  private final FramedConnection connection;
  private volatile boolean known;
  private volatile long heardNanos;

  Guest(FramedConnection connection, long nowNanos) {
    this.connection = connection;
    this.heardNanos = nowNanos;
  }

  FramedConnection connection() {
    return connection;
  }

  /**
   * It has said something.
   *
   * @param isKnown whether it was let in
   */
  void heard(boolean isKnown, long nowNanos) {
    if (isKnown) {
      heardNanos = nowNanos;
    }
    known = isKnown;
  }

  /** Tells whether it has had its time. */
  boolean isDue(long nowNanos) {
    Duration patience = known ? IDLE_PATIENCE : INTRODUCTION_PATIENCE;
    return nowNanos - heardNanos >= patience.toNanos();
  }
}
