package org.evcharging.model;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An amount of euros in whole cents; never negative.
 *
 * @param cents 0 to 99,999,999,999 (999,999,999.99 €, spec §8)
 */
public record Money(long cents) implements Comparable<Money> {
  public static final Money ZERO = new Money(0);

  /** The most that can be said, in cents. */
  public static final long MAX_CENTS = 99_999_999_999L;

  /** As many digits as can be meant, so that nobody has us reckon with a million of them. */
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,2})?");

  /** How much of a wrong amount an error repeats. */
  private static final int MAX_SHOWN = 40;

  /**
   * @throws IllegalArgumentException if the amount is out of range
   */
  public Money {
    if (cents < 0 || cents > MAX_CENTS) {
      throw new IllegalArgumentException(cents + " cents is not between 0 and 999,999,999.99 €");
    }
  }

  /**
   * Both together.
   *
   * @throws IllegalArgumentException if it is more than can be said
   */
  public Money plus(Money more) {
    return new Money(cents + more.cents);
  }

  /**
   * What is left without it.
   *
   * @throws IllegalArgumentException if it is more than there is
   */
  public Money minus(Money less) {
    return new Money(cents - less.cents);
  }

  /** The smaller of the two. */
  public Money min(Money other) {
    return cents <= other.cents ? this : other;
  }

  public boolean isZero() {
    return cents == 0;
  }

  /**
   * Reads an amount as people write it, in euros: {@code 10}, {@code 10.5} or {@code 10.50}.
   *
   * @throws IllegalArgumentException with a sentence for the user, if it is not a number from 0.01
   *     to 999,999,999.99 with at most two decimals (spec §8)
   */
  public static Money ofEuros(String euros) {
    if (!AMOUNT.matcher(euros).matches()) {
      throw new IllegalArgumentException(
          "amount \"" + shortened(euros) + "\" is not a number of euros such as 10.50");
    }
    long cents = new BigDecimal(euros).movePointRight(2).longValueExact();
    if (cents == 0 || cents > MAX_CENTS) {
      throw new IllegalArgumentException(
          "amount " + euros + " is not between 0.01 and 999999999.99");
    }
    return new Money(cents);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
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
