package org.evcharging.launcher.demo;

import java.nio.file.Path;

/**
 * What the demo shows.
 *
 * @param data holds everything: Kafka, the database, engines, monitors, drivers
 * @param speed how many times faster than real batteries fill; 1 to 3,600
 * @param chargePoints 1 to {@value #MAX_CHARGE_POINTS}
 * @param drivers 1 to {@value #MAX_DRIVERS}
 * @param httpPort where the web page is, on this machine; 0 for any that is free
 */
public record DemoConfig(Path data, int speed, int chargePoints, int drivers, int httpPort) {
  /** Each is two programs with threads of their own; a fleet is for more. */
  static final int MAX_CHARGE_POINTS = 60;

  static final int MAX_DRIVERS = 60;

  /**
   * @throws IllegalArgumentException with a sentence for the user
   */
  public DemoConfig {
    requireRange("--speed", speed, 3_600);
    requireRange("--charge-points", chargePoints, MAX_CHARGE_POINTS);
    requireRange("--drivers", drivers, MAX_DRIVERS);
  }

  /** The same in another folder. */
  DemoConfig in(Path folder) {
    return new DemoConfig(folder, speed, chargePoints, drivers, httpPort);
  }

  private static void requireRange(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(option + " " + value + " is not between 1 and " + most);
    }
  }
}
