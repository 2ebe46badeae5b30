package org.evcharging.simulation.disk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What sites offer to book, and who has. A part of the {@link Database}. */
public final class Places {
  private final Map<String, Long> versions = new TreeMap<>();
  private final Map<String, WindowRow> windows = new LinkedHashMap<>();
  private final Map<String, Map<String, BookingRow>> bookings = new LinkedHashMap<>();
  private final Map<String, List<String>> waiting = new LinkedHashMap<>();
  private final Set<String> everBooked = new HashSet<>();

  /** A time in which places can be booked. */
  public record WindowRow(String id, String site, Instant from, Instant to, int capacity) {}

  /**
   * A driver's place.
   *
   * @param usedBy the session that it served
   */
  public record BookingRow(Instant at, Optional<String> usedBy) {}

  /** By site, how many changes there were. */
  public Map<String, Long> versions() {
    return versions;
  }

  /** All there ever were, by id. */
  public Map<String, WindowRow> windows() {
    return windows;
  }

  /** By driver. */
  public Map<String, BookingRow> bookings(String window) {
    return bookings.getOrDefault(window, Map.of());
  }

  /** The next to get a place first. */
  public List<String> waiting(String window) {
    return waiting.getOrDefault(window, List.of());
  }

  /** Whether a driver ever had a place in a window. */
  public boolean wasEverBooked(String window, String driver) {
    return everBooked.contains(window + " " + driver);
  }

  void changed(String site) {
    versions.merge(site, 1L, Long::sum);
  }

  boolean offer(WindowRow window) {
    return windows.putIfAbsent(window.id(), window) == null;
  }

  /** Books a place, as SQLite's constraints let it. */
  boolean book(String window, String driver, Instant at) {
    WindowRow row = windows.get(window);
    Map<String, BookingRow> booked = bookings.computeIfAbsent(window, _ -> new TreeMap<>());
    if (row == null || booked.size() == row.capacity() || booked.containsKey(driver)) {
      return false;
    }
    boolean _ = waitNoMore(window, driver);
    booked.put(driver, new BookingRow(at, Optional.empty()));
    everBooked.add(window + " " + driver);
    return true;
  }

  boolean waits(String window, String driver) {
    List<String> all = waiting.computeIfAbsent(window, _ -> new ArrayList<>());
    return windows.containsKey(window) && !all.contains(driver) && all.add(driver);
  }

  boolean waitNoMore(String window, String driver) {
    return waiting.getOrDefault(window, new ArrayList<>()).remove(driver);
  }

  boolean free(String window, String driver) {
    BookingRow row = bookings(window).get(driver);
    return row != null
        && row.usedBy().isEmpty()
        && bookings.getOrDefault(window, Map.of()).remove(driver) != null;
  }

  /** A booking has served, or is its driver's again. */
  boolean use(String window, String driver, Optional<String> before, Optional<String> after) {
    BookingRow row = bookings(window).get(driver);
    if (row == null || !row.usedBy().equals(before)) {
      return false;
    }
    bookings.getOrDefault(window, new TreeMap<>()).put(driver, new BookingRow(row.at(), after));
    return true;
  }
}
