package org.evcharging.central.store.sqlite;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.central.core.TokenHash;
import org.evcharging.central.store.Archive;
import org.evcharging.central.store.SessionQuery;
import org.evcharging.central.store.SessionState;
import org.evcharging.central.store.SessionStory;
import org.evcharging.central.store.StoredBooking;
import org.evcharging.central.store.StoredDriver;
import org.evcharging.central.store.StoredSession;
import org.evcharging.central.store.TimelineLine;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.SiteName;
import org.evcharging.model.Tariff;
import org.evcharging.model.WindowId;

/**
 * A connection for what people look up: reading long keeps neither requests nor the writer waiting.
 * Its lock guards nothing but the connection, and no other lock is taken under it. Thread-safe.
 */
final class ArchiveReader implements AutoCloseable {
  private static final String COLUMNS =
      "id, request_id, driver, charge_point, price_micros_per_kwh, state, requested_at,"
          + " authorized_at, started_at, over_at, energy_wh, amount_cents, denial_reason,"
          + " end_reason, settled";

  /** Ids ascend with time: the newest first is the order of the table, read from its end. */
  private static final String SESSIONS =
      "SELECT "
          + COLUMNS
          + " FROM session WHERE id < ?1 AND (?2 IS NULL OR state = ?2)"
          + " AND (?3 IS NULL OR driver = ?3) AND (?4 IS NULL OR charge_point = ?4)"
          + " AND (?5 IS NULL OR requested_at >= ?5) AND (?6 IS NULL OR requested_at < ?6)"
          + " ORDER BY id DESC LIMIT ?7";

  private static final String BOOKINGS =
      "SELECT w.id, w.site, w.from_at, w.to_at,"
          + " CASE WHEN b.used_by IS NULL THEN 'BOOKED' ELSE 'USED' END AS state, NULL AS position"
          + " FROM booking b JOIN site_window w ON w.id = b.site_window"
          + " WHERE b.driver = ?1 AND w.to_at > ?2"
          + " UNION ALL SELECT w.id, w.site, w.from_at, w.to_at, 'WAITING',"
          + " (SELECT count(*) FROM waiting o WHERE o.site_window = q.site_window AND o.row <= q.row)"
          + " FROM waiting q JOIN site_window w ON w.id = q.site_window"
          + " WHERE q.driver = ?1 AND w.to_at > ?2"
          + " ORDER BY 3, 2";

  /** Behind every character that an id may have. */
  private static final String ABOVE_ALL_IDS = "~";

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Connection connection;

  @GuardedBy("lock")
  private final PreparedStatement sessions;

  @GuardedBy("lock")
  private final PreparedStatement session;

  @GuardedBy("lock")
  private final PreparedStatement drivers;

  @GuardedBy("lock")
  private final PreparedStatement bookings;

  @GuardedBy("lock")
  private final PreparedStatement driverOfToken;

  @GuardedBy("lock")
  private final PreparedStatement counts;

  ArchiveReader(Path database) throws SQLException {
    connection = Connections.reader(database);
    sessions = connection.prepareStatement(SESSIONS);
    session =
        connection.prepareStatement("SELECT " + COLUMNS + ", timeline FROM session WHERE id = ?");
    drivers =
        connection.prepareStatement(
            "SELECT d.id, d.admitted_at, s.id FROM driver d"
                + " LEFT JOIN session s ON s.driver = d.id AND s.over_at IS NULL"
                + " WHERE d.id > ? ORDER BY d.id LIMIT ?");
    bookings = connection.prepareStatement(BOOKINGS);
    driverOfToken = connection.prepareStatement("SELECT id FROM driver WHERE token_hash = ?");
    // Movements are numbered, and none is ever deleted.
    counts =
        connection.prepareStatement(
            "SELECT (SELECT count(*) FROM driver), (SELECT ifnull(max(row), 0) FROM movement)");
  }

  Archive.Counts counts() throws SQLException {
    lock.lock();
    try {
      try (ResultSet row = counts.executeQuery()) {
        return new Archive.Counts(row.getLong(1), row.getLong(2));
      }
    } finally {
      lock.unlock();
    }
  }

  List<StoredSession> sessions(SessionQuery query) throws SQLException {
    lock.lock();
    try {
      sessions.setString(1, query.before().map(SessionId::value).orElse(ABOVE_ALL_IDS));
      sessions.setObject(2, query.state().map(SessionState::name).orElse(null));
      sessions.setObject(3, query.driver().map(DriverId::value).orElse(null));
      sessions.setObject(4, query.chargePoint().map(ChargePointId::value).orElse(null));
      sessions.setObject(5, query.from().map(Change::micros).orElse(null));
      sessions.setObject(6, query.to().map(Change::micros).orElse(null));
      sessions.setInt(7, query.limit());
      List<StoredSession> found = new ArrayList<>();
      try (ResultSet row = sessions.executeQuery()) {
        while (row.next()) {
          found.add(sessionOf(row));
        }
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  Optional<SessionStory> session(SessionId id) throws SQLException {
    lock.lock();
    try {
      session.setString(1, id.value());
      try (ResultSet row = session.executeQuery()) {
        return row.next()
            ? Optional.of(
                new SessionStory(sessionOf(row), TimelineLine.parse(row.getString("timeline"))))
            : Optional.empty();
      }
    } finally {
      lock.unlock();
    }
  }

  Optional<DriverId> driverOf(TokenHash token) throws SQLException {
    lock.lock();
    try {
      driverOfToken.setString(1, token.hash());
      try (ResultSet row = driverOfToken.executeQuery()) {
        return row.next() ? Optional.of(new DriverId(row.getString(1))) : Optional.empty();
      }
    } finally {
      lock.unlock();
    }
  }

  List<StoredBooking> bookings(DriverId driver, Instant now) throws SQLException {
    lock.lock();
    try {
      bookings.setString(1, driver.value());
      bookings.setLong(2, Change.micros(now));
      List<StoredBooking> found = new ArrayList<>();
      try (ResultSet row = bookings.executeQuery()) {
        while (row.next()) {
          found.add(
              new StoredBooking(
                  new WindowId(row.getString(1)),
                  new SiteName(row.getString(2)),
                  Change.time(row.getLong(3)),
                  Change.time(row.getLong(4)),
                  StoredBooking.State.valueOf(row.getString(5)),
                  number(row, 6).map(Math::toIntExact)));
        }
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  List<StoredDriver> drivers(Optional<DriverId> after, int limit) throws SQLException {
    lock.lock();
    try {
      drivers.setString(1, after.map(DriverId::value).orElse(""));
      drivers.setInt(2, limit);
      List<StoredDriver> found = new ArrayList<>();
      try (ResultSet row = drivers.executeQuery()) {
        while (row.next()) {
          found.add(
              new StoredDriver(
                  new DriverId(row.getString(1)),
                  Change.time(row.getLong(2)),
                  Optional.ofNullable(row.getString(3)).map(SessionId::new)));
        }
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private static StoredSession sessionOf(ResultSet row) throws SQLException {
    return new StoredSession(
        new SessionId(row.getString(1)),
        new RequestId(row.getString(2)),
        new DriverId(row.getString(3)),
        new ChargePointId(row.getString(4)),
        new Tariff(row.getLong(5)),
        SessionState.valueOf(row.getString(6)),
        Change.time(row.getLong(7)),
        time(row, 8),
        time(row, 9),
        time(row, 10),
        new Energy(row.getLong(11)),
        number(row, 12).map(Money::new),
        Optional.ofNullable(row.getString(13)).map(DenialReason::valueOf),
        Optional.ofNullable(row.getString(14)).map(EndReason::valueOf),
        number(row, 15).map(settled -> settled == 1));
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    return number(row, column).map(Change::time);
  }

  private static Optional<Long> number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(number);
  }

  @Override
  public void close() throws SQLException {
    lock.lock();
    try {
      connection.close();
    } finally {
      lock.unlock();
    }
  }
}
