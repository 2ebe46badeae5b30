package org.evcharging.clearing.server;

import java.time.Duration;
import org.evcharging.wire.FramedConnection;

/** A connection that is served, and how long it may keep its place. Thread-safe. */
final class Guest {
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
  boolean isDue(MemberPatience patience, long nowNanos) {
    Duration most = known ? patience.idle() : patience.introduction();
    return nowNanos - heardNanos >= most.toNanos();
  }
}
