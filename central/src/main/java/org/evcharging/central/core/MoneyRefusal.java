package org.evcharging.central.core;

/** Why money was not moved, in the order in which it is checked (spec §8). */
public enum MoneyRefusal {
  /** The driver was never admitted. */
  UNKNOWN_DRIVER,
  /** The same id came before with another amount, or the other way. */
  ID_REUSED,
  /** The driver has less than that. */
  INSUFFICIENT_FUNDS,
  /** The account, with what is set aside of it, would have more than 999,999,999.99 €. */
  ACCOUNT_FULL
}
