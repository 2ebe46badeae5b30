package org.evcharging.model;

/**
 * An amount of euros in whole cents; never negative.
 *
 * @param cents 0 to 99,999,999,999 (999,999,999.99 €, spec §8)
 */
public record Money(long cents) implements Comparable<Money> {
  public static final Money ZERO = new Money(0);

  /** The most that can be said, in cents. */
  public static final long MAX_CENTS = 99_999_999_999L;

  /**
   * @throws IllegalArgumentException if the amount is out of range
   */
  public Money {
    if (cents < 0 || cents > MAX_CENTS) {
      throw new IllegalArgumentException(cents + " cents is not between 0 and 999,999,999.99 €");
    }
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(cents, other.cents);
  }

  /** Euros with two decimals and no sign of the currency: {@code 12.05}. */
  @Override
  public String toString() {
    return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
  }
}
