package org.evcharging.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.api.CentralClient;
import org.evcharging.console.UserError;
import org.evcharging.model.DriverId;
import tools.jackson.databind.JsonNode;

/** A driver's places at sites, asked for over HTTP (spec §9). Used by one thread. */
final class Bookings {
  private final CentralClient central;
  private final DriverId driver;
  private final boolean json;
  private final Consumer<String> out;

  /**
   * @param json whether answers are printed as they come
   * @param out takes lines
   */
  Bookings(CentralClient central, DriverId driver, boolean json, Consumer<String> out) {
    this.central = central;
    this.driver = driver;
    this.json = json;
    this.out = out;
  }

  /**
   * Books a place, or waits for one.
   *
   * @param window empty for the site's first that is not over
   * @throws UserError if there is none
   */
  void book(String site, Optional<String> window, boolean waits) {
    String id = window.orElseGet(() -> firstWindow(site));
    CentralClient.Answer answer =
        central.post(bookingsOf(site, id), Map.of("driverId", driver.value(), "wait", waits));
    if (json) {
      out.accept(answer.body().toString());
    } else if (answer.status() == 202) {
      out.accept(
          driver
              + " waits for a place in window "
              + id
              + ", number "
              + answer.body().path("position").asString());
    } else {
      out.accept(driver + " has a place in window " + id);
    }
  }

  private String firstWindow(String site) {
    JsonNode windows = central.get(windowsOf(site), Map.of()).body();
    if (windows.isEmpty()) {
      throw new UserError(site + " offers nothing to book now");
    }
    return windows.get(0).path("windowId").asString();
  }

  /** Shows the driver's bookings. */
  void list() {
    for (JsonNode booking : all()) {
      out.accept(json ? booking.toString() : words(booking));
    }
  }

  /**
   * Gives up a place, or waits no more.
   *
   * @throws UserError if the driver has none there
   */
  void cancel(String window) {
    JsonNode booking =
        all().stream()
            .filter(it -> it.path("windowId").asString().equals(window))
            .findFirst()
            .orElseThrow(() ->
                new UserError(driver + " has no place in window " + window + "; see bookings"));
    central.delete(
        bookingsOf(booking.path("site").asString(), window)
            + "/"
            + CentralClient.encoded(driver.value()));
    if (!json) {
      out.accept(driver + " has no place in window " + window + " any more");
    }
  }

  private List<JsonNode> all() {
    List<JsonNode> all = new ArrayList<>();
    central
        .get("/api/drivers/" + CentralClient.encoded(driver.value()) + "/bookings", Map.of())
        .body()
        .forEach(all::add);
    return all;
  }

  private static String words(JsonNode booking) {
    String position = booking.path("position").asString("");
    return booking.path("windowId").asString()
        + "  "
        + booking.path("site").asString()
        + "  "
        + booking.path("from").asString()
        + " to "
        + booking.path("to").asString()
        + "  "
        + booking.path("state").asString()
        + (position.isEmpty() ? "" : " " + position);
  }

  private static String bookingsOf(String site, String window) {
    return windowsOf(site) + "/" + CentralClient.encoded(window) + "/bookings";
  }

  private static String windowsOf(String site) {
    return "/api/sites/" + CentralClient.encoded(site) + "/windows";
  }
}
