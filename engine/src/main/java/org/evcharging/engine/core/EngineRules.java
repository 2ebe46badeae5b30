package org.evcharging.engine.core;

import java.time.Duration;
import java.util.Optional;

/**
 * What one Engine is set to.
 *
 * @param powerW the most the charge point gives; 1 to 1,000,000
 * @param speed how many times faster than real batteries fill; 1 to 3,600
 * @param autoUnplug plug in by itself when granted, and unplug after that time
 * @param seed decides which vehicles come
 */
public record EngineRules(long powerW, int speed, Optional<Duration> autoUnplug, long seed) {
  private static final long MAX_POWER_W = 1_000_000;
  private static final int MAX_SPEED = 3_600;

  /**
   * @throws IllegalArgumentException with a line for the user, if a value is out of range
   */
  public EngineRules {
    if (powerW < 1 || powerW > MAX_POWER_W) {
      throw new IllegalArgumentException("power " + powerW + " W is not 1 to " + MAX_POWER_W);
    }
    if (speed < 1 || speed > MAX_SPEED) {
      throw new IllegalArgumentException("speed " + speed + " is not 1 to " + MAX_SPEED);
    }
    if (autoUnplug.isPresent()
        && (autoUnplug.get().isNegative()
            || autoUnplug.get().isZero()
            || autoUnplug.get().compareTo(Duration.ofDays(1)) > 0)) {
      throw new IllegalArgumentException(
          "auto " + autoUnplug.get().toMillis() + " ms is not 1 ms to a day");
    }
  }
}
