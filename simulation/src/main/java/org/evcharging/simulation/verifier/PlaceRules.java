package org.evcharging.simulation.verifier;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.evcharging.model.DenialReason;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.disk.Places.BookingRow;
import org.evcharging.simulation.disk.Places.WindowRow;
import org.evcharging.simulation.disk.SessionRow;
import org.evcharging.simulation.disk.Transaction;
import org.evcharging.simulation.disk.Transaction.SessionStep;

/** That bookings are what spec §9 says, after each transaction. */
final class PlaceRules {
  private static final String FAIR = "places are given fairly, and none twice";
  private static final String HONOURED = "a booking is honoured";

  private static final Set<String> SERVED =
      Set.of("AUTHORIZED", "CHARGING", "ENDING", "ENDED", "EXPIRED");

  private final Database disk;
  private final Set<String> everFull = new HashSet<>();

  PlaceRules(Database disk) {
    this.disk = disk;
  }

  void committed(Transaction transaction) {
    transaction.windows().forEach(this::requireFair);
    // What was booked in the same transaction may have been so before or after a request.
    if (transaction.windows().isEmpty()) {
      Set<String> fresh = new HashSet<>();
      for (SessionStep step : transaction.steps()) {
        if (step.before().isEmpty()) {
          fresh.add(step.after().id());
        }
      }
      transaction.steps().stream()
          .filter(step -> step.before().isEmpty())
          .forEach(step -> requireHonoured(step.after(), fresh));
    }
  }

  private void requireFair(String id) {
    WindowRow window = Objects.requireNonNull(disk.places().windows().get(id));
    Map<String, BookingRow> bookings = disk.places().bookings(id);
    require(FAIR, bookings.size() <= window.capacity(), window + " has " + bookings);
    if (bookings.size() == window.capacity()) {
      everFull.add(id);
    }
    for (String driver : disk.places().waiting(id)) {
      require(FAIR, !bookings.containsKey(driver), driver + " waits and has a place in " + window);
    }
    require(
        FAIR,
        disk.places().waiting(id).isEmpty() || bookings.size() == window.capacity(),
        "a place is free and somebody waits in " + window);
    bookings.forEach((driver, booking) ->
        booking
            .usedBy()
            .ifPresent(session -> {
              SessionRow row = disk.sessions().get(session);
              require(
                  HONOURED,
                  row != null && row.driver().equals(driver) && SERVED.contains(row.state()),
                  driver + " was served by " + row + " in " + window);
            }));
  }

  /**
   * By the time that Central wrote down itself: its clock may be wrong.
   *
   * @param fresh sessions that were not there before
   */
  private void requireHonoured(SessionRow session, Set<String> fresh) {
    underWay(session.requestedAt())
        .filter(window -> !isAwaited(window, session.driver()))
        .ifPresent(window ->
            require(
                HONOURED,
                freeBut(fresh) > awaited(window),
                session + " came before those who booked " + window));
  }

  private Optional<WindowRow> underWay(Instant at) {
    return disk.places().windows().values().stream()
        .filter(window -> !at.isBefore(window.from()) && at.isBefore(window.to()))
        .findFirst();
  }

  private boolean isAwaited(WindowRow window, String driver) {
    BookingRow booking = disk.places().bookings(window.id()).get(driver);
    return booking != null && booking.usedBy().isEmpty();
  }

  private long awaited(WindowRow window) {
    return disk.places().bookings(window.id()).values().stream()
        .filter(booking -> booking.usedBy().isEmpty())
        .count();
  }

  /** Charge points without a session, but for those; more than are available, if some are not. */
  private long freeBut(Set<String> sessions) {
    long busy =
        disk.openSessions().values().stream().filter(row -> !sessions.contains(row.id())).count();
    return disk.chargePoints().size() - busy;
  }

  /** A driver was told of a place. */
  void toldOfPlace(String window, String driver) {
    require(
        FAIR,
        disk.places().wasEverBooked(window, driver),
        driver + " was told of a place that is not on the disk, in " + window);
  }

  /** A driver was told that there is no place left. */
  void toldFull(String window) {
    require(FAIR, everFull.contains(window), "told that it is full, and it never was: " + window);
  }

  /** A driver was told that the charge points are for others. */
  void denied(DenialReason reason) {
    require(
        HONOURED,
        reason != DenialReason.RESERVED_FOR_OTHERS || !disk.places().windows().isEmpty(),
        "kept away for others where nobody can book");
  }

  private static void require(String promise, boolean holds, String words) {
    if (!holds) {
      throw new Violation(promise, words);
    }
  }
}
