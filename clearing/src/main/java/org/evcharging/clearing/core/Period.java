package org.evcharging.clearing.core;

import java.time.DateTimeException;
import java.time.YearMonth;

/** A month whose CDRs are cleared together. */
public record Period(YearMonth month) implements Comparable<Period> {
  /**
   * Reads a period as it is written.
   *
   * @throws IllegalArgumentException with a sentence for the user, if it is not like {@code
   *     2026-11}
   */
  public static Period of(String text) {
    try {
      return new Period(YearMonth.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "period " + Quoted.of(text) + " is not a month such as 2026-11", e);
    }
  }

  @Override
  public int compareTo(Period other) {
    return month.compareTo(other.month);
  }

  /** As {@link #of} reads it. */
  @Override
  public String toString() {
    return month.toString();
  }
}
