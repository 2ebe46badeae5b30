package org.evcharging.central.core;

import org.evcharging.model.Money;

/** What came of an order to move money: the same for the same order, however often it comes. */
public sealed interface MoneyAnswer {
  /** What the driver had to spend just after the order was first decided. */
  Money balance();

  /** The money has moved. */
  record Moved(Money balance) implements MoneyAnswer {}

  /** It has not. */
  record Refused(MoneyRefusal reason, Money balance) implements MoneyAnswer {}
}
