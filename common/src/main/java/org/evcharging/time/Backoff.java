package org.evcharging.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pauses between attempts: 50 ms, doubling up to a second, each shortened by up to a half at
 * random, so that thousands who lost the same peer do not all come back at once. For one thread.
 */
public final class Backoff {
  public static final long FIRST_MS = 50;
  public static final long LONGEST_MS = 1000;

  private final RandomGenerator random;
  private long nextMs = FIRST_MS;

  /**
   * @param random spreads the pauses
   */
  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The next pause. */
  public Duration next() {
    long fullMs = nextMs;
    nextMs = Math.min(2 * nextMs, LONGEST_MS);
    return Duration.ofMillis(random.nextLong(fullMs / 2, fullMs + 1));
  }

  /** The connection was good for a while: the next attempt may come soon. */
  public void reset() {
    nextMs = FIRST_MS;
  }
}
