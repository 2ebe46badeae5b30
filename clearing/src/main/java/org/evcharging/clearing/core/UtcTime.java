package org.evcharging.clearing.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Times such as {@code 2026-11-20T18:00:00Z}. The JDK reads many other forms too, and takes its
 * time: an eighth of all that the processor did to clear a CDR. So it is asked for those only.
 */
final class UtcTime {
  private static final String SECONDS = "0000-00-00T00:00:00Z";
  private static final String MILLIS = "0000-00-00T00:00:00.000Z";
  private static final long SECONDS_PER_DAY = 24 * 60 * 60;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private UtcTime() {}

  /**
   * Reads what {@link Instant#parse} reads.
   *
   * @throws DateTimeException if it does not
   */
  static Instant parse(String text) {
    if (!hasForm(text, SECONDS) && !hasForm(text, MILLIS)) {
      return Instant.parse(text);
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      // A leap second, the end of a day, or nonsense.
      return Instant.parse(text);
    }
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    int millis = text.length() == MILLIS.length() ? number(text, 20, 23) : 0;
    return Instant.ofEpochSecond(
        day * SECONDS_PER_DAY + (hour * 60L + minute) * 60 + second,
        (long) millis * NANOS_PER_MILLI);
  }

  private static boolean hasForm(String text, String form) {
    if (text.length() != form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      boolean same =
          form.charAt(i) == '0' ? isDigit(text.charAt(i)) : text.charAt(i) == form.charAt(i);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }

  private static int number(String digits, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + digits.charAt(i) - '0';
    }
    return number;
  }
}
