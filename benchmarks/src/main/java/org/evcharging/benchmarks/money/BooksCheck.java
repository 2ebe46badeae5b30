package org.evcharging.benchmarks.money;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.JDBC;

/** Looks into a database that nobody uses any more: what was done must be there, once. */
public final class BooksCheck {
  private BooksCheck() {}

  /**
   * Returns if the books are right.
   *
   * @param orders how many were done
   * @throws IllegalStateException if a movement is missing or there twice, or if the accounts,
   *     those of the drivers as they stand and the rest of the world's, do not sum to zero
   */
  public static void require(Path database, int accounts, long orders) throws SQLException {
    try (Connection connection = DriverManager.getConnection(JDBC.PREFIX + database);
        Statement statement = connection.createStatement()) {
      requireEqual(
          "movements", accounts + orders, number(statement, "SELECT count(*) FROM movement"));
      requireEqual(
          "lines of the audit log", orders, number(statement, "SELECT count(*) FROM audit"));
      requireEqual(
          "the sum over all accounts",
          0,
          number(
              statement,
              "SELECT (SELECT sum(balance_cents) FROM driver) + sum(iif(credit = 'OUTSIDE', cents,"
                  + " -cents)) FROM movement"));
      requireEqual(
          "accounts whose movements do not sum to their balance",
          0,
          number(
              statement,
              "SELECT count(*) FROM driver d JOIN (SELECT driver, sum(iif(credit = 'DRIVER', cents,"
                  + " -cents)) AS cents FROM movement GROUP BY driver) m ON m.driver = d.id"
                  + " WHERE d.balance_cents <> m.cents"));
    }
  }

  private static void requireEqual(String what, long expected, long found) {
    if (expected != found) {
      throw new IllegalStateException(
          what + ": expected " + expected + ", found " + found + ": figures of it mean nothing");
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.getLong(1);
    }
  }
}
