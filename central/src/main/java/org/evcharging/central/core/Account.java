package org.evcharging.central.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.evcharging.central.core.Movement.Ledger;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.SessionId;

/**
 * A driver's prepaid account. Neither balance nor hold is ever below zero (spec R-10): what would
 * make it so is refused by {@link Money} itself.
 *
 * @param balance what the driver can spend
 * @param holds what is set aside for sessions that are open or wait for their final reading
 */
public record Account(DriverId driver, Money balance, Map<SessionId, Money> holds) {
  public Account {
    holds = Map.copyOf(holds);
  }

  /** An account with nothing in it. */
  public static Account empty(DriverId driver) {
    return new Account(driver, Money.ZERO, Map.of());
  }

  /** What is set aside for a session; empty if there is no hold for it. */
  public Optional<Money> hold(SessionId session) {
    return Optional.ofNullable(holds.get(session));
  }

  /** All that is the driver's, in cents: to spend, and set aside. */
  long totalCents() {
    return balance.cents() + holds.values().stream().mapToLong(Money::cents).sum();
  }

  /** The account after a movement of its money. */
  public Account after(Event.MoneyMoved moved) {
    if (moved.session().isEmpty()) {
      return new Account(driver, moved.balance(), holds);
    }
    SessionId session = moved.session().get();
    Map<SessionId, Money> newHolds = new HashMap<>(holds);
    switch (moved.movement()) {
      case HOLD, CAPTURE, CORRECTION ->
          newHolds.put(
              session,
              changed(
                  Ledger.HELD,
                  holds.getOrDefault(session, Money.ZERO),
                  moved.movement(),
                  moved.amount()));
      case RELEASE -> newHolds.remove(session);
      case TOP_UP, WITHDRAWAL, LATE_CORRECTION, WRITE_OFF -> {
        // Not from a hold.
      }
    }
    return new Account(driver, moved.balance(), newHolds);
  }

  /**
   * What there will be to spend after a movement.
   *
   * @throws IllegalArgumentException if it would be below zero, or more than can be said
   */
  Money balanceAfter(Movement movement, Money amount) {
    return changed(Ledger.DRIVER, balance, movement, amount);
  }

  private static Money changed(Ledger where, Money before, Movement movement, Money amount) {
    if (movement.to() == where) {
      return before.plus(amount);
    }
    return movement.from() == where ? before.minus(amount) : before;
  }
}
