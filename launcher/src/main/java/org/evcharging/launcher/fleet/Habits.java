package org.evcharging.launcher.fleet;

import java.time.Duration;

/**
 * What goes on at a fleet's charge points.
 *
 * @param seed decides all that is left to chance
 * @param speed how many times faster than real batteries fill; 1 to {@value #MAX_SPEED}
 * @param busy about which share of the charge points drivers keep busy
 * @param stay how long vehicles stay, in the middle; 1 s to an hour
 * @param faults how likely a charge point is to fail in a minute
 */
record Habits(long seed, int speed, Share busy, Duration stay, Share faults) {
  private static final int MAX_SPEED = 3_600;
  private static final Duration SHORTEST_STAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_STAY = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException with a sentence for the user
   */
  Habits {
    if (speed < 1 || speed > MAX_SPEED) {
      throw new IllegalArgumentException("--speed " + speed + " is not between 1 and " + MAX_SPEED);
    }
    if (stay.compareTo(SHORTEST_STAY) < 0 || stay.compareTo(LONGEST_STAY) > 0) {
      throw new IllegalArgumentException(
          "--stay " + stay.toMillis() + "ms is not between 1s and 1h");
    }
  }
}
