package org.evcharging.central.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.store.SessionLine;
import org.evcharging.central.store.TimelineLine;

/**
 * The rows of sessions, and their sums. Each step names the states it may come from, so that a step
 * that is not allowed changes no row. Used by the holder of the database lock.
 */
final class SessionRows {
  /**
   * How many characters of lines without a change of state a timeline takes; those with one, six at
   * the most, always find a place.
   */
  static final int FULL_TIMELINE = 64 * 1024;

  private static final String LEFT_OUT =
      "\ttimeline full, lines like these left out\t-\t-\t-\t-\t-\n";

  private final Change request;
  private final Change deny;
  private final Change authorize;
  private final Change expire;
  private final Change start;
  private final Change read;
  private final Change beginEnd;
  private final Change end;
  private final Change settle;
  private final Change addLine;
  private final Change addToTotals;
  private final PreparedStatement billed;

  // What this transaction adds to the sums. A transaction that fails is the last one.
  private long moreEnded;
  private long moreWh;
  private long moreCents;

  SessionRows(Connection database) throws SQLException {
    request =
        new Change(
            database,
            "INSERT INTO session (id, request_id, driver, charge_point, price_micros_per_kwh, state,"
                + " requested_at, timeline) VALUES (?, ?, ?, ?, ?, 'REQUESTED', ?, ?)");
    deny =
        new Change(
            database,
            "UPDATE session SET state = 'DENIED', denial_reason = ?, over_at = ?,"
                + " timeline = timeline || ?"
                + " WHERE id = ? AND state = 'REQUESTED'");
    authorize =
        new Change(
            database,
            "UPDATE session SET state = 'AUTHORIZED', authorized_at = ?,"
                + " timeline = timeline || ?"
                + " WHERE id = ? AND state = 'REQUESTED'");
    expire =
        new Change(
            database,
            "UPDATE session SET state = 'EXPIRED', over_at = ?, timeline = timeline || ?"
                + " WHERE id = ? AND state IN ('REQUESTED', 'AUTHORIZED')");
    start =
        new Change(
            database,
            "UPDATE session SET state = 'CHARGING', started_at = ?, timeline = timeline || ?"
                + " WHERE id = ? AND state = 'AUTHORIZED'");
    read =
        new Change(
            database,
            "UPDATE session SET energy_wh = ?1"
                + " WHERE id = ?2 AND state IN ('CHARGING', 'ENDING') AND energy_wh <= ?1");
    beginEnd =
        new Change(
            database,
            "UPDATE session SET state = 'ENDING', end_reason = ?, timeline = timeline || ?"
                + " WHERE id = ? AND state = 'CHARGING'");
    end =
        new Change(
            database,
            "UPDATE session SET state = 'ENDED', end_reason = ?, energy_wh = ?, amount_cents = ?,"
                + " started_at = ?, over_at = ?, settled = ?, timeline = timeline || ? WHERE id = ? AND over_at IS NULL");
    settle =
        new Change(
            database,
            "UPDATE session SET energy_wh = ?1, amount_cents = ?2, settled = 1,"
                + " timeline = timeline || ?3"
                + " WHERE id = ?4 AND settled = 0 AND energy_wh <= ?1");
    addLine =
        new Change(
            database,
            "UPDATE session SET timeline = timeline || ?1 ||"
                + " CASE WHEN length(timeline) + length(?1) > ?2 THEN ?3 ELSE '' END"
                + " WHERE id = ?4 AND charge_point = ?5 AND length(timeline) <= ?2");
    addToTotals =
        new Change(
            database,
            "UPDATE meta SET ended_sessions = ended_sessions + ?, sold_wh = sold_wh + ?,"
                + " sold_cents = sold_cents + ?");
    billed = database.prepareStatement("SELECT energy_wh, amount_cents FROM session WHERE id = ?");
  }

  void write(OpenSession.Facts facts, String line) throws SQLException {
    request.one(
        facts.id().value(),
        facts.requestId().value(),
        facts.driver().value(),
        facts.chargePoint().value(),
        facts.tariff().priceMicrosPerKwh(),
        facts.requestedAt(),
        line);
  }

  void write(Event.SessionDenied denied, String line) throws SQLException {
    deny.one(denied.reason().name(), denied.at(), line, denied.session().value());
  }

  void write(Event.SessionAuthorized authorized, String line) throws SQLException {
    authorize.one(authorized.at(), line, authorized.session().value());
  }

  void write(Event.SessionExpired expired, String line) throws SQLException {
    expire.one(expired.at(), line, expired.session().value());
  }

  void write(Event.SessionStarted started, String line) throws SQLException {
    start.one(started.at(), line, started.session().value());
  }

  void write(Event.MeterRead reading) throws SQLException {
    read.one(reading.energy().wh(), reading.session().value());
  }

  void write(Event.SessionEnding ending, String line) throws SQLException {
    beginEnd.one(ending.reason().name(), line, ending.session().value());
  }

  void write(Event.SessionEnded ended, String line) throws SQLException {
    end.one(
        ended.reason().name(),
        ended.energy().wh(),
        ended.amount().cents(),
        ended.startedAt(),
        ended.at(),
        ended.settled() ? 1 : 0,
        line,
        ended.session().value());
    moreEnded++;
    moreWh += ended.energy().wh();
    moreCents += ended.amount().cents();
  }

  void write(Event.SessionSettled settled, String line) throws SQLException {
    billed.setString(1, settled.session().value());
    moreWh += settled.energy().wh();
    moreCents += settled.amount().cents();
    try (ResultSet row = billed.executeQuery()) {
      if (row.next()) {
        moreWh -= row.getLong(1);
        moreCents -= row.getLong(2);
      }
    }
    settle.one(settled.energy().wh(), settled.amount().cents(), line, settled.session().value());
  }

  /**
   * A line without a change of state: there may be any number of them, so that a timeline that is
   * full takes no more. A session that there is not, or not there, takes none.
   */
  void write(SessionLine line) throws SQLException {
    String text = line.text();
    addLine.run(
        text,
        FULL_TIMELINE,
        text.substring(0, text.indexOf(TimelineLine.FIELD)) + LEFT_OUT,
        line.session().value(),
        line.chargePoint().value());
  }

  /** Adds what the transaction's sessions sold. */
  void writeTotals() throws SQLException {
    if (moreEnded > 0 || moreWh > 0 || moreCents > 0) {
      addToTotals.one(moreEnded, moreWh, moreCents);
      moreEnded = 0;
      moreWh = 0;
      moreCents = 0;
    }
  }
}
