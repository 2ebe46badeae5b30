package org.evcharging.central.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What somebody with a shell of SQLite could do to a database. */
final class Sql {
  /** Takes the accounts away again, as databases were before there were any: version 3. */
  static final String WITHOUT_ACCOUNTS =
      """
      DROP TABLE refused_operation;
      DROP TABLE movement;
      DROP TABLE hold;
      DROP INDEX driver_of_token;
      ALTER TABLE driver DROP COLUMN token_hash;
      ALTER TABLE driver DROP COLUMN balance_cents;
      ALTER TABLE driver DROP COLUMN held_cents;
      PRAGMA user_version = 3;
      """;

  private Sql() {}

  static String text(Path database, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getString(1);
    }
  }

  static void run(Path database, String change) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(change);
    }
  }
}
