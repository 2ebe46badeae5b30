package org.evcharging.central.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.Window.Booking;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;

/**
 * What a site offers to book (spec §9). Immutable.
 *
 * @param version how many changes there were since the database was made; each has its own
 * @param windows those that are not over, at most {@value #MAX_WINDOWS}, none overlapping, the
 *     first first
 */
public record Site(SiteName name, long version, List<Window> windows) {
  static final int MAX_WINDOWS = 1_000;

  /**
   * How long a window is remembered that is over: a clock that was ahead, and is put right, may
   * come back into it.
   */
  public static final Duration REMEMBERED = Duration.ofHours(1);

  public Site {
    windows = List.copyOf(windows);
  }

  /** A site that offers nothing. */
  public static Site empty(SiteName name) {
    return new Site(name, 0, List.of());
  }

  public Optional<Window> window(WindowId id) {
    return windows.stream().filter(window -> window.id().equals(id)).findFirst();
  }

  /** The window that goes on now. */
  Optional<Window> underWay(Instant now) {
    return windows.stream().filter(window -> window.isUnderWay(now)).findFirst();
  }

  /** When there is something to decide without anybody asking; empty if there never is. */
  public Optional<Instant> nextDue(Instant now) {
    // Windows do not overlap: nothing is due of the second before the first is over.
    return windows.stream().filter(window -> !window.isOver(now)).findFirst().map(Site::dueOf);
  }

  private static Instant dueOf(Window window) {
    return window.bookings().values().stream()
        .filter(Booking::isAwaited)
        .map(window::keptUntil)
        .min(Comparator.naturalOrder())
        .filter(due -> due.isBefore(window.to()))
        .orElse(window.to());
  }

  /** The site once windows are forgotten that are over. No change that anybody needs to hear of. */
  public Site withoutOver(Instant now) {
    return windows.isEmpty() || !windows.getFirst().isOver(now)
        ? this
        : new Site(name, version, windows.stream().filter(window -> !window.isOver(now)).toList());
  }

  /** A window as everybody may see it. */
  public WindowView view(WindowId id) {
    return WindowView.of(this, window(id).orElseThrow());
  }

  /** All windows as everybody may see them, the first first. */
  public List<WindowView> views() {
    return windows.stream().map(window -> WindowView.of(this, window)).toList();
  }

  /** The site after a change. */
  public Site after(Event.SiteChanged event) {
    return switch (event) {
      case Event.WindowOffered it ->
          with(Window.empty(it.window(), it.from(), it.to(), it.capacity()));
      case Event.PlaceBooked it ->
          with(known(it).withBooking(it.driver(), new Booking(it.at(), Optional.empty())));
      case Event.WaitingBegun it -> with(known(it).withWaiting(it.driver()));
      case Event.WaitingEnded it -> with(known(it).withoutWaiting(it.driver()));
      case Event.PlaceFreed it -> with(known(it).withoutBooking(it.driver()));
      case Event.BookingUsed it -> with(used(known(it), it.driver(), Optional.of(it.session())));
      case Event.BookingReturned it -> with(used(known(it), it.driver(), Optional.empty()));
    };
  }

  private static Window used(Window window, DriverId driver, Optional<SessionId> by) {
    Booking booking = window.booking(driver).orElseThrow();
    return window.withBooking(driver, new Booking(booking.at(), by));
  }

  private Window known(Event.SiteChanged event) {
    return window(event.window())
        .orElseThrow(() -> new IllegalStateException("no window of " + event));
  }

  private Site with(Window changed) {
    List<Window> all = new ArrayList<>(windows);
    all.removeIf(window -> window.id().equals(changed.id()));
    all.add(changed);
    all.sort(Comparator.comparing(Window::from));
    return new Site(name, version + 1, all);
  }
}
