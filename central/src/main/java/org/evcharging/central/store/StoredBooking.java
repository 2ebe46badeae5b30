package org.evcharging.central.store;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;

/**
 * A driver's place in a window, or the wish for one.
 *
 * @param position of those who wait: 1 for the next who gets a place; empty with a place
 */
public record StoredBooking(
    WindowId window,
    SiteName site,
    Instant from,
    Instant to,
    State state,
    Optional<Integer> position) {
  /** How far it has come. */
  public enum State {
    BOOKED,
    /** The driver's session has used it. */
    USED,
    WAITING
  }
}
