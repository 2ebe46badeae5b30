package org.evcharging.benchmarks.clearing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;
import org.sqlite.JDBC;

/** Looks into a database that nobody uses any more: what was uploaded must be there, once. */
final class CdrsCheck {
  private CdrsCheck() {}

  /**
   * Returns if every CDR is there once, as it was uploaded, and nothing else.
   *
   * @throws IllegalStateException if not
   */
  static void requireOnce(Path database, List<MemberCdrs> all) throws SQLException {
    try (Connection connection = DriverManager.getConnection(JDBC.PREFIX + database);
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT cdr.id, c.id, d.id, started_at, ended_at, energy_wh, amount_cents FROM cdr"
                    + " JOIN member c ON c.number = creditor JOIN member d ON d.number = debtor"
                    + " WHERE c.id = ? ORDER BY cdr.id")) {
      for (MemberCdrs each : all) {
        query.setString(1, each.member().value());
        try (ResultSet rows = query.executeQuery()) {
          requireSame(each.cdrs(), rows);
        }
      }
    }
  }

  private static void requireSame(List<Cdr> uploaded, ResultSet rows) throws SQLException {
    for (Cdr cdr : uploaded) {
      if (!rows.next() || !read(rows).equals(cdr)) {
        throw new IllegalStateException(cdr + " is not there: figures without it mean nothing");
      }
    }
    if (rows.next()) {
      throw new IllegalStateException(read(rows) + " was never uploaded");
    }
  }

  private static Cdr read(ResultSet row) throws SQLException {
    return new Cdr(
        row.getString(1),
        new MemberId(row.getString(2)),
        new MemberId(row.getString(3)),
        time(row.getLong(4)),
        time(row.getLong(5)),
        new Energy(row.getLong(6)),
        new Money(row.getLong(7)));
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * Returns if the period is netted, and what members want from each other is what their CDRs sum
   * to.
   *
   * @throws IllegalStateException if not
   */
  static void requireNetted(Path database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(JDBC.PREFIX + database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM period WHERE netted_at IS NULL),"
                    + " (SELECT count(*) FROM (SELECT creditor, debtor, sum(amount_cents) AS cents,"
                    + " count(*) AS cdrs FROM cdr GROUP BY creditor, debtor) s"
                    + " LEFT JOIN claim USING (creditor, debtor)"
                    + " WHERE s.cents IS NOT claim.cents OR s.cdrs IS NOT claim.cdrs)")) {
      if (row.getLong(1) + row.getLong(2) != 0) {
        throw new IllegalStateException(
            "not netted: "
                + row.getLong(1)
                + " periods; wrong: "
                + row.getLong(2)
                + " sums: figures of it mean nothing");
      }
    }
  }
}
