package org.evcharging.model;

/**
 * Energy in whole watt-hours; never negative.
 *
 * @param wh 0 to 1,000,000,000,000 (a terawatt-hour: more than a network sells in its life)
 */
public record Energy(long wh) implements Comparable<Energy> {
  public static final Energy ZERO = new Energy(0);

  /** The most that can be said, in Wh. */
  public static final long MAX_WH = 1_000_000_000_000L;

  /**
   * @throws IllegalArgumentException if the energy is out of range
   */
  public Energy {
    if (wh < 0 || wh > MAX_WH) {
      throw new IllegalArgumentException(wh + " Wh is not between 0 and " + MAX_WH);
    }
  }

  @Override
  public int compareTo(Energy other) {
    return Long.compare(wh, other.wh);
  }

  /** Kilowatt-hours with three decimals: {@code 1.250}. */
  @Override
  public String toString() {
    String thousandths = Long.toString(1000 + wh % 1000).substring(1);
    return wh / 1000 + "." + thousandths;
  }
}
