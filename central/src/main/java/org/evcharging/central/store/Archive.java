package org.evcharging.central.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.TokenHash;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;

/**
 * What the store keeps for people to look up. Shows what is committed and nothing else; never in
 * the way of what writes. Thread-safe, one question at a time.
 */
public interface Archive {
  /**
   * How much there is.
   *
   * @param drivers admitted ever
   * @param movements of money ever
   */
  record Counts(long drivers, long movements) {}

  Counts counts() throws StoreFailure;

  /** Sessions that the query asks for, the newest first, without their timelines. */
  List<StoredSession> sessions(SessionQuery query) throws StoreFailure;

  /** One session with all that was written down of it. */
  Optional<SessionStory> session(SessionId id) throws StoreFailure;

  /** Whose token it is, or empty if nobody's. */
  Optional<DriverId> driverOf(TokenHash token) throws StoreFailure;

  /** A driver's bookings in windows that are not over at a time, the first window first. */
  List<StoredBooking> bookings(DriverId driver, Instant now) throws StoreFailure;

  /**
   * Drivers in the order of their ids.
   *
   * @param after the last one of the page before
   * @param limit how many at most
   */
  List<StoredDriver> drivers(Optional<DriverId> after, int limit) throws StoreFailure;
}
