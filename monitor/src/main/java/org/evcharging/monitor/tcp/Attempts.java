package org.evcharging.monitor.tcp;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.evcharging.time.Backoff;

/**
 * When to try to connect to a peer: at once at first, then after ever longer pauses until a
 * connection was good, and never before a hang-up allows it. Times are nanoseconds of a monotonic
 * clock. Not thread-safe.
 */
public final class Attempts {
  /** A connection that lasted so long was good; what ends sooner is tried again ever later. */
  private static final Duration GOOD_CONNECTION = Duration.ofSeconds(2);

  private final Backoff backoff;
  private long beganNanos;
  private long usualNanos;
  private long notBeforeNanos;

  /**
   * @param random spreads the pauses, so that thousands do not come back at once
   */
  public Attempts(RandomGenerator random, long nowNanos) {
    this.backoff = new Backoff(random);
    this.beganNanos = nowNanos;
    this.usualNanos = nowNanos;
    this.notBeforeNanos = nowNanos;
  }

  /** An attempt begins. */
  public void begin(long nowNanos) {
    beganNanos = nowNanos;
  }

  /** It has failed, or the connection that it made is over. */
  public void end(long nowNanos) {
    if (nowNanos - beganNanos >= GOOD_CONNECTION.toNanos()) {
      backoff.reset();
    }
    usualNanos = nowNanos + backoff.next().toNanos();
  }

  /** No connection for so long, from now; replaces an earlier pause, and may be zero. */
  public void keepAway(Duration pause, long nowNanos) {
    notBeforeNanos = nowNanos + pause.toNanos();
  }

  /** Tells whether a connection that was just made may stay. */
  public boolean isWanted(long nowNanos) {
    return notBeforeNanos - nowNanos <= 0;
  }

  /** How long until the next attempt; zero or less: it is due. */
  public long waitNanos(long nowNanos) {
    return Math.max(usualNanos - nowNanos, notBeforeNanos - nowNanos);
  }
}
