package org.evcharging.central.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.Site;
import org.evcharging.central.core.SiteOrder;
import org.evcharging.central.core.WindowView;
import org.evcharging.central.http.SiteRoutes.WindowJson;
import org.evcharging.model.DriverId;
import org.evcharging.model.WindowId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What is said over a WebSocket to a site. */
final class SiteMessages {
  private SiteMessages() {}

  /** What watchers say. */
  sealed interface Heard {
    /** {@code {"action":"auth","token":…}}. */
    record Auth(String token) implements Heard {
      /** Without the token: it ends up in logs. */
      @Override
      public String toString() {
        return "Auth";
      }
    }

    /** {@code {"action":"join","windowId":…,"driverId":…,"wait":false}}. */
    record Join(WindowId window, DriverId driver, boolean waits) implements Heard {}

    /** {@code {"action":"leave","windowId":…,"driverId":…}}. */
    record Leave(WindowId window, DriverId driver) implements Heard {}

    /** Anything else, and what was expected. */
    record Nonsense(String why) implements Heard {}
  }

  static Heard parse(String text) {
    try {
      JsonNode message = Json.mapper().readTree(text);
      return switch (message.path("action").asString("")) {
        case "auth" -> new Heard.Auth(message.path("token").asString(""));
        case "join" -> new Heard.Join(window(message), driver(message), waits(message));
        case "leave" -> new Heard.Leave(window(message), driver(message));
        default -> new Heard.Nonsense("action: expected join, leave or auth");
      };
    } catch (JacksonException e) {
      return new Heard.Nonsense("expected a JSON object with an action");
    } catch (IllegalArgumentException e) {
      return new Heard.Nonsense(String.valueOf(e.getMessage()));
    }
  }

  private static WindowId window(JsonNode message) {
    return new WindowId(text(message, "windowId"));
  }

  private static boolean waits(JsonNode message) {
    JsonNode waits = message.path("wait");
    if (!waits.isMissingNode() && !waits.isBoolean()) {
      throw new IllegalArgumentException("wait: expected true or false");
    }
    return waits.asBoolean(false);
  }

  private static String text(JsonNode message, String name) {
    JsonNode text = message.path(name);
    if (!text.isString()) {
      throw new IllegalArgumentException(name + ": expected a text");
    }
    return text.stringValue();
  }

  private static DriverId driver(JsonNode message) {
    return new DriverId(text(message, "driverId"));
  }

  private record SiteJson(String type, String site, long version, List<WindowJson> windows) {}

  private record ChangedJson(
      String type,
      String windowId,
      String site,
      Instant from,
      Instant to,
      int capacity,
      int booked,
      int waiting,
      long version) {}

  private record ErrorJson(String type, String code, String detail) {}

  private record OwnJson(
      String type,
      String windowId,
      String driverId,
      @JsonInclude(NON_ABSENT) Optional<Integer> position) {}

  /** The whole site, for who begins to watch. */
  static String site(Site site) {
    return write(
        new SiteJson(
            "Site",
            site.name().value(),
            site.version(),
            site.views().stream().map(WindowJson::of).toList()));
  }

  /** To all who watch. */
  static String changed(WindowView window) {
    return write(
        new ChangedJson(
            "WindowChanged",
            window.window().value(),
            window.site().value(),
            window.from(),
            window.to(),
            window.capacity(),
            window.booked(),
            window.waiting(),
            window.version()));
  }

  /** To the one who caused it. */
  static String error(String code, String detail) {
    return write(new ErrorJson("Error", code, detail));
  }

  /**
   * To the one whose order is done.
   *
   * @param position of one who waits; 0 for others
   */
  static String own(String type, SiteOrder order, int position) {
    return switch (order) {
      case SiteOrder.Join it -> own(type, it.window(), it.driver(), position);
      case SiteOrder.Leave it -> own(type, it.window(), it.driver(), position);
      case SiteOrder.Offer it -> throw new IllegalArgumentException("nobody's own: " + it);
    };
  }

  private static String own(String type, WindowId window, DriverId driver, int position) {
    return write(
        new OwnJson(
            type,
            window.value(),
            driver.value(),
            position > 0 ? Optional.of(position) : Optional.empty()));
  }

  private static String write(Object message) {
    return Json.mapper().writeValueAsString(message);
  }
}
