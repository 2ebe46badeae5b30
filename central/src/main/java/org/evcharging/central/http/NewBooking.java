package org.evcharging.central.http;

import org.evcharging.model.DriverId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a driver asks for who wants a place.
 *
 * @param waits whether to wait for one if there is none
 */
record NewBooking(DriverId driver, boolean waits) {
  /**
   * Reads a request's body.
   *
   * @throws Refusal if it says nothing, or nonsense
   */
  static NewBooking in(String body) {
    try {
      JsonNode asked = Json.mapper().readTree(body);
      JsonNode driver = asked.path("driverId");
      JsonNode waits = asked.path("wait");
      if (driver.isString() && (waits.isMissingNode() || waits.isBoolean())) {
        return new NewBooking(new DriverId(driver.stringValue()), waits.asBoolean(false));
      }
    } catch (JacksonException e) {
      // Says less to people than the line below.
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("driverId: " + e.getMessage());
    }
    throw Refusal.badRequest("expected {\"driverId\": \"D1\", \"wait\": false}");
  }
}
