package org.evcharging.central.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.evcharging.central.core.Window;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an operator asks for who offers a window. */
record NewWindow(Instant from, Instant to, int capacity) {
  /** A whole month, in which clocks may be put back; a longer one is a slip of the pen. */
  private static final Duration LONGEST = Duration.ofDays(32);

  /**
   * Reads a request's body.
   *
   * @throws Refusal if it says nothing, or nonsense
   */
  static NewWindow in(String body) {
    JsonNode asked;
    try {
      asked = Json.mapper().readTree(body);
    } catch (JacksonException e) {
      throw expected();
    }
    Instant from = time("from", asked.path("from"));
    Instant to = time("to", asked.path("to"));
    if (!from.isBefore(to)) {
      throw Refusal.badRequest("to: expected a time after from");
    }
    if (to.isAfter(from.plus(LONGEST))) {
      throw Refusal.badRequest("to: expected at most " + LONGEST.toDays() + " days after from");
    }
    JsonNode capacity = asked.path("capacity");
    if (!capacity.isIntegralNumber()
        || !capacity.canConvertToInt()
        || capacity.intValue() < 1
        || capacity.intValue() > Window.MAX_CAPACITY) {
      throw Refusal.badRequest("capacity: expected 1 to " + Window.MAX_CAPACITY);
    }
    return new NewWindow(from, to, capacity.intValue());
  }

  /** To the millisecond, which every store and every client keeps as it is. */
  private static Instant time(String name, JsonNode text) {
    if (!text.isString()) {
      throw expected();
    }
    return Times.parse(name, text.stringValue()).truncatedTo(ChronoUnit.MILLIS);
  }

  private static Refusal expected() {
    return Refusal.badRequest(
        "expected {\"from\": \"2026-11-20T18:00:00Z\", \"to\": \"2026-11-20T20:00:00Z\","
            + " \"capacity\": 14}");
  }
}
