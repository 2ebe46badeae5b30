package org.evcharging.central.core;

import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;

/**
 * Somebody orders money into a driver's account, or out of it (spec §8).
 *
 * @param movement {@link Movement#TOP_UP} or {@link Movement#WITHDRAWAL}
 * @param amount not zero
 * @param id made up by who orders, and the same when the order is repeated
 * @param who for the audit
 */
public record MoneyOrder(
    DriverId driver, Movement movement, Money amount, OperationId id, String who) {
  public MoneyOrder {
    if (movement != Movement.TOP_UP && movement != Movement.WITHDRAWAL) {
      throw new IllegalArgumentException("nobody orders a " + movement);
    }
    if (amount.isZero()) {
      throw new IllegalArgumentException("an order of nothing");
    }
  }
}
