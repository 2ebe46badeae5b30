package org.evcharging.central.admin.check;

import java.sql.SQLException;

/** Counts what is in a {@link Ledger}. */
final class Tally {
  /** Each request once, however often it was asked. */
  private static final String REQUESTS =
      """
      SELECT count(*) FROM (
        SELECT max(a.is_read) AS is_read, max(a.driver_formed) AS formed, r.answer, s.state
        FROM ask a LEFT JOIN request r USING (request_id, driver)
          LEFT JOIN session s ON s.id = r.session AND r.answer = 'SESSION'
        GROUP BY a.request_id, a.driver)
      WHERE
      """;

  private Tally() {}

  static Report of(Ledger ledger, Problems problems, boolean centralLives) throws SQLException {
    return new Report(
        centralLives,
        new Report.Requests(
            ledger.number(REQUESTS + "1"),
            ledger.number(
                REQUESTS
                    + "answer = 'STOPPING' OR (answer = 'SESSION' AND state NOT IN"
                    + " ('REQUESTED', 'DENIED'))"),
            ledger.number(
                REQUESTS + "answer = 'REFUSED' OR state = 'DENIED' OR (is_read AND NOT formed)"),
            ledger.number(REQUESTS + "state = 'REQUESTED' OR (answer IS NULL AND NOT is_read)"),
            ledger.number("SELECT count(*) FROM unreadable")),
        new Report.Sessions(
            ledger.number("SELECT count(*) FROM session"),
            sessions(ledger, "state = 'ENDED'"),
            sessions(ledger, "state = 'EXPIRED'"),
            sessions(ledger, "state = 'DENIED'"),
            sessions(ledger, "over_at IS NULL"),
            sessions(ledger, "settled = 0")),
        new Report.Pending(
            ledger.number("SELECT count(*) FROM ask WHERE NOT is_read"),
            ledger.number("SELECT count(*) FROM event WHERE NOT is_read")
                + ledger.number("SELECT count(*) FROM unreadable WHERE NOT is_read"),
            sessions(ledger, "over_at IS NULL"),
            ledger.number("SELECT count(*) FROM note WHERE waits")),
        problems.all(),
        problems.first());
  }

  private static long sessions(Ledger ledger, String which) throws SQLException {
    return ledger.number("SELECT count(*) FROM session WHERE " + which);
  }
}
