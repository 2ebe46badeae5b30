package org.evcharging.message;

import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;

/**
 * What Central tells everybody of the network by Kafka; a later one of the same key replaces it.
 */
public sealed interface NetworkRecord {
  /**
   * The run of Central that says it: later ones have higher numbers, and an older one's words no
   * longer count.
   */
  long epoch();

  /**
   * A charge point as it is now.
   *
   * @param powerW what it can supply; 0 if its Monitor did not say
   */
  record ChargePointState(
      ChargePointId chargePointId,
      Place place,
      ChargePointStatus status,
      Tariff tariff,
      long powerW,
      long epoch)
      implements NetworkRecord {}

  /**
   * Central lives.
   *
   * @param database which database it keeps, a random id
   */
  record Heartbeat(long epoch, String database) implements NetworkRecord {}
}
