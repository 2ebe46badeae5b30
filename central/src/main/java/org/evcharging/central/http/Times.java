package org.evcharging.central.http;

import java.time.DateTimeException;
import java.time.Instant;

/** Times as clients say them. */
final class Times {
  /** Beyond it neither the database nor a browser can say what time it is. */
  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

  private Times() {}

  /**
   * Reads a time.
   *
   * @param name of what it is for
   * @throws Refusal if it is none, or before 1970 or after 9999
   */
  static Instant parse(String name, String text) {
    Instant time;
    try {
      time = Instant.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.badRequest(name + ": expected a time such as 2026-11-20T18:00:00Z");
    }
    if (time.isBefore(Instant.EPOCH) || time.isAfter(END)) {
      throw Refusal.badRequest(name + ": expected a time from 1970 to 9999");
    }
    return time;
  }
}
