package org.evcharging.central.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.evcharging.central.core.SiteAnswer;
import org.evcharging.central.core.SiteOrder;
import org.evcharging.central.core.SiteRefusal;
import org.evcharging.central.core.WindowView;
import org.evcharging.central.state.BookingDesk;
import org.evcharging.central.state.Sites;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.StoredBooking;
import org.evcharging.model.DriverId;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;

/** {@code /api/sites}: windows, and places in them (spec §9). */
final class SiteRoutes {
  private final HttpApi api;
  private final BookingDesk desk;

  SiteRoutes(HttpApi api) {
    this.api = api;
    this.desk = api.bookings();
  }

  void addTo(Routes routes) {
    routes.getOwn("/api/sites", this::list);
    routes.getOwn("/api/sites/{site}/windows", this::windows);
    routes.post("/api/sites/{site}/windows", this::offer);
    routes.postOwn("/api/sites/{site}/windows/{windowId}/bookings", this::book);
    routes.deleteOwn("/api/sites/{site}/windows/{windowId}/bookings/{driverId}", this::leave);
    routes.getOwn("/api/drivers/{driverId}/bookings", this::bookings);
  }

  /** A site. */
  record SiteJson(String site, int chargePoints, int windows) {}

  /**
   * A window.
   *
   * @param warning what an operator should know of it
   */
  record WindowJson(
      String windowId,
      String site,
      Instant from,
      Instant to,
      int capacity,
      int booked,
      int waiting,
      long version,
      @JsonInclude(NON_ABSENT) Optional<String> warning) {

    static WindowJson of(WindowView view) {
      return new WindowJson(
          view.window().value(),
          view.site().value(),
          view.from(),
          view.to(),
          view.capacity(),
          view.booked(),
          view.waiting(),
          view.version(),
          Optional.empty());
    }

    /** With more places than charge points some who booked may find none: allowed, but said. */
    WindowJson withWarning(int chargePoints) {
      return new WindowJson(
          windowId,
          site,
          from,
          to,
          capacity,
          booked,
          waiting,
          version,
          capacity <= chargePoints
              ? Optional.empty()
              : Optional.of(capacity + " places, and " + chargePoints + " charge points"));
    }
  }

  /** A place that is booked now. */
  record BookedJson(String windowId, String driverId) {}

  /** A driver waits for a place. */
  record WaitsJson(String windowId, String driverId, int position) {}

  /**
   * One of a driver's bookings.
   *
   * @param position of those who wait: 1 for the next who gets a place
   */
  record BookingJson(
      String windowId,
      String site,
      Instant from,
      Instant to,
      StoredBooking.State state,
      @JsonInclude(NON_ABSENT) Optional<Integer> position) {

    static BookingJson of(StoredBooking booking) {
      return new BookingJson(
          booking.window().value(),
          booking.site().value(),
          booking.from(),
          booking.to(),
          booking.state(),
          booking.position());
    }
  }

  private void list(Context ctx) throws InterruptedException {
    List<SiteJson> sites = new ArrayList<>();
    for (SiteName name : desk.sites()) {
      Sites.Look look = desk.look(name);
      Committed.await(look.committed());
      sites.add(
          new SiteJson(name.value(), desk.chargePointCount(name), look.site().windows().size()));
    }
    ctx.json(sites);
  }

  private void windows(Context ctx) throws InterruptedException {
    SiteName site = siteIn(ctx);
    if (desk.chargePointCount(site) == 0) {
      throw refusal(SiteRefusal.UNKNOWN_SITE);
    }
    Sites.Look look = desk.look(site);
    Committed.await(look.committed());
    ctx.json(look.site().views().stream().map(WindowJson::of).toList());
  }

  private void offer(Context ctx) throws StoreFailure, InterruptedException {
    SiteName site = siteIn(ctx);
    NewWindow wanted = NewWindow.in(ctx.body());
    WindowId id = new WindowId(UUID.randomUUID().toString());
    SiteAnswer answer =
        order(
            new SiteOrder.Offer(
                site, id, wanted.from(), wanted.to(), wanted.capacity(), Access.who(ctx)));
    if (!(answer instanceof SiteAnswer.Offered(WindowView window))) {
      throw refusal(answer);
    }
    ctx.status(201).json(WindowJson.of(window).withWarning(desk.chargePointCount(site)));
  }

  private void book(Context ctx) throws StoreFailure, InterruptedException {
    NewBooking wanted = NewBooking.in(ctx.body());
    DriverId driver = Access.requireSelf(ctx, wanted.driver());
    WindowId window = windowIn(ctx);
    SiteAnswer answer =
        order(new SiteOrder.Join(siteIn(ctx), window, driver, wanted.waits(), Access.who(ctx)));
    switch (answer) {
      case SiteAnswer.Booked _ ->
          ctx.status(201).json(new BookedJson(window.value(), driver.value()));
      case SiteAnswer.Waits(int position) ->
          ctx.status(202).json(new WaitsJson(window.value(), driver.value(), position));
      default -> throw refusal(answer);
    }
  }

  private void leave(Context ctx) throws StoreFailure, InterruptedException {
    DriverId driver = Access.requireSelf(ctx, Query.pathDriver(ctx));
    SiteAnswer answer =
        order(new SiteOrder.Leave(siteIn(ctx), windowIn(ctx), driver, Access.who(ctx)));
    if (!(answer instanceof SiteAnswer.Left)) {
      throw refusal(answer);
    }
    ctx.status(204);
  }

  private void bookings(Context ctx) throws StoreFailure {
    DriverId driver = Access.requireSelf(ctx, Query.pathDriver(ctx));
    ctx.json(api.archive().bookings(driver, Instant.now()).stream().map(BookingJson::of).toList());
  }

  private SiteAnswer order(SiteOrder order) throws StoreFailure, InterruptedException {
    api.requireRunning();
    BookingDesk.Outcome outcome = desk.order(order);
    Committed.await(outcome.committed());
    return outcome.answer();
  }

  private static Refusal refusal(SiteAnswer answer) {
    return switch (answer) {
      case SiteAnswer.Refused(SiteRefusal reason) -> refusal(reason);
      default -> throw new IllegalStateException(answer + " refuses nothing");
    };
  }

  private static Refusal refusal(SiteRefusal reason) {
    return switch (reason) {
      case UNKNOWN_SITE, UNKNOWN_WINDOW, UNKNOWN_DRIVER, NOT_BOOKED ->
          Refusal.unknown(reason.name(), reason.words());
      case FULL,
          WAITING_LIST_FULL,
          ALREADY_BOOKED,
          ALREADY_USED,
          OVERLAPS,
          IN_THE_PAST,
          TOO_MANY_WINDOWS ->
          Refusal.conflict(reason.name(), reason.words());
    };
  }

  private static SiteName siteIn(Context ctx) {
    try {
      return new SiteName(ctx.pathParam("site"));
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static WindowId windowIn(Context ctx) {
    try {
      return new WindowId(ctx.pathParam("windowId"));
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
