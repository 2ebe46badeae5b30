package org.evcharging.central.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;
import org.evcharging.model.WindowId;

/**
 * A time in which places at a site can be booked (spec §9). No driver is in it twice.
 *
 * @param from the first moment
 * @param to the first moment after it
 * @param capacity how many can book, 1 to {@value #MAX_CAPACITY}
 * @param bookings at most {@code capacity}
 * @param waiting the next to get a place first; nobody while there is one, at most {@value
 *     #MAX_WAITING}
 */
public record Window(
    WindowId id,
    Instant from,
    Instant to,
    int capacity,
    Map<DriverId, Booking> bookings,
    List<DriverId> waiting) {
  public static final int MAX_CAPACITY = 1_000;
  static final int MAX_WAITING = 1_000;

  /** How long a place is kept for its driver. */
  static final Duration PATIENCE = Duration.ofMinutes(15);

  /**
   * A driver's place.
   *
   * @param at when it was booked
   * @param usedBy the session it served; empty while its driver is awaited
   */
  public record Booking(Instant at, Optional<SessionId> usedBy) {
    boolean isAwaited() {
      return usedBy.isEmpty();
    }
  }

  public Window {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("window " + id + " ends before it begins");
    }
    if (capacity < 1 || capacity > MAX_CAPACITY || bookings.size() > capacity) {
      throw new IllegalArgumentException(
          "window " + id + " has " + bookings.size() + " bookings of " + capacity);
    }
    bookings = Map.copyOf(bookings);
    waiting = List.copyOf(waiting);
  }

  /** A window that nobody has booked yet. */
  public static Window empty(WindowId id, Instant from, Instant to, int capacity) {
    return new Window(id, from, to, capacity, Map.of(), List.of());
  }

  boolean isFull() {
    return bookings.size() == capacity;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(to);
  }

  boolean isUnderWay(Instant now) {
    return !now.isBefore(from) && now.isBefore(to);
  }

  boolean overlaps(Instant otherFrom, Instant otherTo) {
    return from.isBefore(otherTo) && otherFrom.isBefore(to);
  }

  Optional<Booking> booking(DriverId driver) {
    return Optional.ofNullable(bookings.get(driver));
  }

  /** Tells whether a driver has a booking that has not served yet. */
  boolean awaits(DriverId driver) {
    return booking(driver).filter(Booking::isAwaited).isPresent();
  }

  /** The driver whose booking a session has used. */
  Optional<DriverId> servedBy(SessionId session) {
    return bookings.entrySet().stream()
        .filter(entry -> entry.getValue().usedBy().equals(Optional.of(session)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** How many drivers have booked and were not served yet. */
  long awaited() {
    return bookings.values().stream().filter(Booking::isAwaited).count();
  }

  /** When a place is free again that its driver does not use. */
  Instant keptUntil(Booking booking) {
    return (booking.at().isAfter(from) ? booking.at() : from).plus(PATIENCE);
  }

  Window withBooking(DriverId driver, Booking booking) {
    Map<DriverId, Booking> changed = new HashMap<>(bookings);
    changed.put(driver, booking);
    return new Window(id, from, to, capacity, changed, without(waiting, driver));
  }

  Window withoutBooking(DriverId driver) {
    Map<DriverId, Booking> changed = new HashMap<>(bookings);
    changed.remove(driver);
    return new Window(id, from, to, capacity, changed, waiting);
  }

  Window withWaiting(DriverId driver) {
    List<DriverId> changed = new ArrayList<>(waiting);
    changed.add(driver);
    return new Window(id, from, to, capacity, bookings, changed);
  }

  Window withoutWaiting(DriverId driver) {
    return new Window(id, from, to, capacity, bookings, without(waiting, driver));
  }

  private static List<DriverId> without(List<DriverId> drivers, DriverId driver) {
    return drivers.contains(driver)
        ? drivers.stream().filter(each -> !each.equals(driver)).toList()
        : drivers;
  }
}
