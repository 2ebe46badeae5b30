package org.evcharging.launcher.fleet;

import java.nio.file.Path;
import org.evcharging.console.HostPort;
import org.evcharging.kafka.KafkaSettings;

/**
 * What a fleet is.
 *
 * @param prefix the beginning of all its ids, so that two fleets can live in one network
 * @param chargePoints 1 to {@value #MAX_CHARGE_POINTS}
 * @param secret with which its Monitors register
 * @param data a folder for what outlives it
 */
record FleetConfig(
    String prefix,
    int chargePoints,
    HostPort central,
    String bootstrap,
    String secret,
    Path data,
    Habits habits) {
  static final int MAX_CHARGE_POINTS = 9_999;

  /**
   * @throws IllegalArgumentException with a sentence for the user
   */
  FleetConfig {
    if (chargePoints < 1 || chargePoints > MAX_CHARGE_POINTS) {
      throw new IllegalArgumentException(
          "--charge-points " + chargePoints + " is not between 1 and " + MAX_CHARGE_POINTS);
    }
    KafkaSettings.requireBootstrap(bootstrap);
    FleetPlace.requirePrefix(prefix);
  }

  /** The same in another folder. */
  FleetConfig in(Path folder) {
    return new FleetConfig(prefix, chargePoints, central, bootstrap, secret, folder, habits);
  }
}
