package org.evcharging.central.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Window.Booking;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;
import org.evcharging.model.WindowId;

/** What can be booked, and what a booking is worth (spec §9). */
public final class SiteRules {
  private SiteRules() {}

  /** Decides an order. Changes nothing: the events of the decision do. */
  public static Decision decide(Site site, SiteOrder order, Moment now) {
    List<Event> events = new ArrayList<>(3);
    SiteAnswer answer =
        switch (order) {
          case SiteOrder.Offer offer -> offer(events, site, offer, now.wall());
          case SiteOrder.Join join -> join(events, site, join, now.wall());
          case SiteOrder.Leave leave -> leave(events, site, leave, now.wall());
        };
    if (!events.isEmpty()) {
      events.add(new Event.Audited(order.who(), words(order, answer), now.wall()));
    }
    return new Decision(List.copyOf(events), List.of(), new Reply.SiteAnswered(answer));
  }

  private static SiteAnswer offer(
      List<Event> events, Site site, SiteOrder.Offer offer, Instant now) {
    if (!now.isBefore(offer.to())) {
      return new SiteAnswer.Refused(SiteRefusal.IN_THE_PAST);
    }
    Site current = site.withoutOver(now);
    if (current.windows().stream().anyMatch(it -> it.overlaps(offer.from(), offer.to()))) {
      return new SiteAnswer.Refused(SiteRefusal.OVERLAPS);
    }
    if (current.windows().size() == Site.MAX_WINDOWS) {
      return new SiteAnswer.Refused(SiteRefusal.TOO_MANY_WINDOWS);
    }
    Event.WindowOffered offered =
        new Event.WindowOffered(
            site.name(), offer.window(), offer.from(), offer.to(), offer.capacity(), now);
    events.add(offered);
    return new SiteAnswer.Offered(site.after(offered).view(offer.window()));
  }

  private static SiteAnswer join(List<Event> events, Site site, SiteOrder.Join join, Instant now) {
    Optional<Window> known = open(site, join.window(), now);
    if (known.isEmpty()) {
      return new SiteAnswer.Refused(SiteRefusal.UNKNOWN_WINDOW);
    }
    Window window = known.get();
    if (window.booking(join.driver()).isPresent()) {
      return new SiteAnswer.Refused(SiteRefusal.ALREADY_BOOKED);
    }
    if (!window.isFull()) {
      events.add(new Event.PlaceBooked(site.name(), window.id(), join.driver(), now));
      return new SiteAnswer.Booked();
    }
    if (!join.waits()) {
      return new SiteAnswer.Refused(SiteRefusal.FULL);
    }
    int index = window.waiting().indexOf(join.driver());
    if (index >= 0) {
      return new SiteAnswer.Waits(index + 1);
    }
    if (window.waiting().size() == Window.MAX_WAITING) {
      return new SiteAnswer.Refused(SiteRefusal.WAITING_LIST_FULL);
    }
    events.add(new Event.WaitingBegun(site.name(), window.id(), join.driver(), now));
    return new SiteAnswer.Waits(window.waiting().size() + 1);
  }

  private static SiteAnswer leave(
      List<Event> events, Site site, SiteOrder.Leave leave, Instant now) {
    Optional<Window> known = open(site, leave.window(), now);
    if (known.isEmpty()) {
      return new SiteAnswer.Refused(SiteRefusal.UNKNOWN_WINDOW);
    }
    Window window = known.get();
    DriverId driver = leave.driver();
    if (window.waiting().contains(driver)) {
      events.add(new Event.WaitingEnded(site.name(), window.id(), driver, now));
      return new SiteAnswer.Left(Optional.empty());
    }
    Optional<Booking> booking = window.booking(driver);
    if (booking.isEmpty()) {
      return new SiteAnswer.Refused(SiteRefusal.NOT_BOOKED);
    }
    if (!booking.get().isAwaited()) {
      return new SiteAnswer.Refused(SiteRefusal.ALREADY_USED);
    }
    events.add(new Event.PlaceFreed(site.name(), window.id(), driver, false, now));
    return new SiteAnswer.Left(promote(events, site, window, window.waiting(), now));
  }

  /** The first who waits gets the place that has just been freed. */
  private static Optional<DriverId> promote(
      List<Event> events, Site site, Window window, List<DriverId> waiting, Instant now) {
    Optional<DriverId> first = waiting.stream().findFirst();
    first.ifPresent(
        driver -> events.add(new Event.PlaceBooked(site.name(), window.id(), driver, now)));
    return first;
  }

  /** Frees the places of those who did not come, 15 minutes into the window, and passes them on. */
  public static List<Event> timePassed(Site site, Instant now) {
    List<Event> events = new ArrayList<>();
    site.underWay(now).ifPresent(window -> freeUnused(events, site, window, now));
    return events;
  }

  private static void freeUnused(List<Event> events, Site site, Window window, Instant now) {
    List<DriverId> waiting = new ArrayList<>(window.waiting());
    // Sorted, so that the same always comes of the same.
    for (Map.Entry<DriverId, Booking> entry : new TreeMap<>(window.bookings()).entrySet()) {
      Booking booking = entry.getValue();
      if (booking.isAwaited() && !now.isBefore(window.keptUntil(booking))) {
        events.add(new Event.PlaceFreed(site.name(), window.id(), entry.getKey(), true, now));
        promote(events, site, window, waiting, now).ifPresent(waiting::remove);
      }
    }
  }

  /**
   * Why a driver may not charge at a site now: in a window, while no more charge points are
   * available than bookings wait to be served, only those who booked may.
   *
   * @param available charge points of the site that are free and well
   */
  static Optional<DenialReason> obstacle(Site site, DriverId driver, long available, Instant now) {
    return site.underWay(now)
        .filter(window -> !window.awaits(driver) && available <= window.awaited())
        .map(_ -> DenialReason.RESERVED_FOR_OTHERS);
  }

  /** A driver's session is authorised: it uses up the booking, if there is one for now. */
  static void authorized(Draft draft, Site site, OpenSession.Facts session) {
    Instant now = draft.now().wall();
    site.underWay(now)
        .filter(window -> window.awaits(session.driver()))
        .ifPresent(window ->
            draft.happened(
                new Event.BookingUsed(
                    site.name(), window.id(), session.driver(), session.id(), now)));
  }

  /** A session expired: the booking that it used is its driver's again, while the window lasts. */
  static void expired(Draft draft, Site site, SessionId session) {
    Instant now = draft.now().wall();
    for (Window window : site.withoutOver(now).windows()) {
      window
          .servedBy(session)
          .ifPresent(driver ->
              draft.happened(
                  new Event.BookingReturned(site.name(), window.id(), driver, session, now)));
    }
  }

  private static Optional<Window> open(Site site, WindowId id, Instant now) {
    return site.window(id).filter(window -> !window.isOver(now));
  }

  private static String words(SiteOrder order, SiteAnswer answer) {
    return switch (order) {
      case SiteOrder.Offer it ->
          "offer " + it.capacity() + " places at " + it.site() + ": window " + it.window();
      case SiteOrder.Join it ->
          "book window " + it.window() + " for " + it.driver() + ": " + words(answer);
      case SiteOrder.Leave it -> "leave window " + it.window() + " for " + it.driver() + ": done";
    };
  }

  private static String words(SiteAnswer answer) {
    return answer instanceof SiteAnswer.Waits(int position) ? "waits, number " + position : "done";
  }
}
