package org.evcharging.central.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Event;
import org.evcharging.model.DenialReason;
import org.evcharging.model.SessionId;

/**
 * The rows of requests, which are kept for seven days (spec R-9). Used by the holder of the
 * database lock.
 */
final class RequestRows {
  private static final Duration KEPT = Duration.ofDays(7);

  /** How many go in a transaction at least: few enough not to be felt. */
  private static final int FORGOTTEN_AT_ONCE = 200;

  private final Change take;
  private final Change forget;
  private final PreparedStatement oldest;

  /** When the oldest was taken, in microseconds; the largest number while there is none. */
  private long oldestMicros;

  private int taken;
  private Instant lastTakenAt = Instant.MIN;

  RequestRows(Connection database) throws SQLException {
    take =
        new Change(
            database,
            "INSERT INTO request (driver, request_id, contents, answer, session, denial_reason,"
                + " taken_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
    forget =
        new Change(
            database,
            "DELETE FROM request WHERE taken_at < ? AND row IN"
                + " (SELECT row FROM request ORDER BY row LIMIT ?)");
    oldest = database.prepareStatement("SELECT taken_at FROM request ORDER BY row LIMIT 1");
    oldestMicros = readOldest();
  }

  void write(Event.RequestTaken request) throws SQLException {
    Answer answer = request.request().answer();
    take.one(
        request.key().driver().value(),
        request.key().requestId().value(),
        request.request().contents(),
        kind(answer),
        session(answer).map(SessionId::value),
        denial(answer).map(DenialReason::name),
        request.at());
    oldestMicros = Math.min(oldestMicros, Change.micros(request.at()));
    lastTakenAt = request.at();
    taken++;
  }

  /** Forgets some that are too old, faster than new ones come. */
  void forgetSome() throws SQLException {
    if (taken == 0) {
      return;
    }
    long tooOldMicros = Change.micros(lastTakenAt.minus(KEPT));
    if (oldestMicros < tooOldMicros) {
      forget.run(tooOldMicros, Math.max(FORGOTTEN_AT_ONCE, 2 * taken));
      oldestMicros = readOldest();
    }
    taken = 0;
  }

  private long readOldest() throws SQLException {
    try (ResultSet row = oldest.executeQuery()) {
      return row.next() ? row.getLong(1) : Long.MAX_VALUE;
    }
  }

  private static String kind(Answer answer) {
    return switch (answer) {
      // Which of the two it is, the session's row says: authorising changes that row alone.
      case Answer.Pending _, Answer.Granted _ -> "SESSION";
      case Answer.Refused _ -> "REFUSED";
      case Answer.Stopping _ -> "STOPPING";
    };
  }

  private static Optional<SessionId> session(Answer answer) {
    return switch (answer) {
      case Answer.Pending pending -> Optional.of(pending.session());
      case Answer.Granted granted -> Optional.of(granted.session());
      case Answer.Refused refused -> refused.session();
      case Answer.Stopping stopping -> Optional.of(stopping.session());
    };
  }

  private static Optional<DenialReason> denial(Answer answer) {
    return switch (answer) {
      case Answer.Refused refused -> Optional.of(refused.reason());
      case Answer.Pending _, Answer.Granted _, Answer.Stopping _ -> Optional.empty();
    };
  }
}
