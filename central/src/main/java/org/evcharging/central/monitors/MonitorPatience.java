package org.evcharging.central.monitors;

import java.time.Duration;

/**
 * How long Monitors may be silent.
 *
 * @param registration how long a connection may last without a registration
 * @param silence how long a registered one may say nothing at all. Core calls a Monitor dead long
 *     before; this only frees the connection
 */
public record MonitorPatience(Duration registration, Duration silence) {
  /** 30 s for everything. */
  public static final MonitorPatience DEFAULT =
      new MonitorPatience(Duration.ofSeconds(30), Duration.ofSeconds(30));

  /**
   * @throws IllegalArgumentException with a sentence for the user, if a value is out of range
   */
  public MonitorPatience {
    requirePositive("registration", registration);
    requirePositive("silence", silence);
  }

  private static void requirePositive(String name, Duration patience) {
    if (!patience.isPositive()) {
      throw new IllegalArgumentException(
          "patience of " + patience.toMillis() + " ms with " + name + " is not above 0");
    }
  }
}
