package org.evcharging.model;

import java.time.DateTimeException;
import java.time.YearMonth;

/** A month whose charge detail records are cleared together. */
public record ClearingPeriod(YearMonth month) implements Comparable<ClearingPeriod> {
  private static final int MAX_SHOWN = 40;
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  /**
   * @throws IllegalArgumentException if it is not of the years 1970 to 9999
   */
  public ClearingPeriod {
    if (month.getYear() < FIRST_YEAR || month.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException("period " + month + " is not between 1970 and 9999");
    }
  }

  /**
   * Reads a period as it is written.
   *
   * @throws IllegalArgumentException with a sentence for the user, if it is not like {@code
   *     2026-11}
   */
  public static ClearingPeriod of(String text) {
    try {
      return new ClearingPeriod(YearMonth.parse(text));
    } catch (DateTimeException e) {
      String shown = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
      throw new IllegalArgumentException(
          "period \"" + shown + "\" is not a month such as 2026-11", e);
    }
  }

  @Override
  public int compareTo(ClearingPeriod other) {
    return month.compareTo(other.month);
  }

  /** As {@link #of} reads it. */
  @Override
  public String toString() {
    return month.toString();
  }
}
