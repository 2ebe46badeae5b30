package org.evcharging.central.store.sqlite;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.core.Site;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.OperationId;
import org.evcharging.model.SessionId;

/**
 * A connection that reads what is committed, while another writes. Its lock guards nothing but the
 * connection, and no other lock is taken under it. Thread-safe.
 */
final class Reader implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Connection connection;

  @GuardedBy("lock")
  private final PreparedStatement request;

  @GuardedBy("lock")
  private final PreparedStatement account;

  @GuardedBy("lock")
  private final PreparedStatement order;

  @GuardedBy("lock")
  private final PreparedStatement outbox;

  Reader(Path database) throws SQLException {
    connection = Connections.reader(database);
    request =
        connection.prepareStatement(
            "SELECT r.contents, r.answer, r.session, r.denial_reason,"
                + " CASE WHEN s.authorized_at IS NOT NULL THEN 'GRANTED'"
                + " WHEN s.state = 'DENIED' THEN 'DENIED' ELSE 'PENDING' END, s.denial_reason"
                + " FROM request r LEFT JOIN session s ON s.id = r.session"
                + " WHERE r.driver = ? AND r.request_id = ?");
    account = AccountRows.prepareAccount(connection);
    order = AccountRows.prepareOrder(connection);
    outbox = OutboxRows.prepareAbove(connection);
  }

  Optional<KnownRequest> request(RequestKey key) throws SQLException {
    lock.lock();
    try {
      request.setString(1, key.driver().value());
      request.setString(2, key.requestId().value());
      try (ResultSet row = request.executeQuery()) {
        return row.next()
            ? Optional.of(new KnownRequest(row.getString(1), answer(row)))
            : Optional.empty();
      }
    } finally {
      lock.unlock();
    }
  }

  Optional<Account> account(DriverId driver) throws SQLException {
    lock.lock();
    try {
      return AccountRows.account(account, driver);
    } finally {
      lock.unlock();
    }
  }

  Optional<KnownOrder> order(DriverId driver, OperationId id) throws SQLException {
    lock.lock();
    try {
      return AccountRows.order(order, driver, id);
    } finally {
      lock.unlock();
    }
  }

  List<OutboxRow> outboxAbove(long lastRow, int limit) throws SQLException {
    lock.lock();
    try {
      return OutboxRows.above(outbox, lastRow, limit);
    } finally {
      lock.unlock();
    }
  }

  List<Site> sites(Instant now) throws SQLException {
    lock.lock();
    try {
      return SiteReading.sites(connection, now);
    } finally {
      lock.unlock();
    }
  }

  private static Answer answer(ResultSet row) throws SQLException {
    Optional<SessionId> session = Optional.ofNullable(row.getString(3)).map(SessionId::new);
    return switch (row.getString(2)) {
      case "REFUSED" -> new Answer.Refused(session, DenialReason.valueOf(row.getString(4)));
      case "STOPPING" -> new Answer.Stopping(session.orElseThrow());
      default -> ofSession(session.orElseThrow(), row.getString(5), row.getString(6));
    };
  }

  private static Answer ofSession(SessionId session, String state, String denialReason) {
    return switch (state) {
      case "GRANTED" -> new Answer.Granted(session);
      case "DENIED" -> new Answer.Refused(Optional.of(session), DenialReason.valueOf(denialReason));
      // The Engine's word ended it before it was authorised: nothing more was ever answered.
      default -> new Answer.Pending(session);
    };
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
