package org.evcharging.central.admin.check;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** One statement that fills a table of the {@link Ledger}, prepared once. */
final class Insertion implements AutoCloseable {
  private final PreparedStatement statement;

  /** Into a table, all its columns. */
  Insertion(Ledger ledger, String table, int columns) throws SQLException {
    statement =
        ledger.prepare(
            "INSERT OR IGNORE INTO " + table + " VALUES (?" + ", ?".repeat(columns - 1) + ")");
  }

  /**
   * Adds a row, and tells whether it is new.
   *
   * @param values a Long, Integer, Boolean or String each, or an Optional of one
   */
  boolean add(Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
      statement.setObject(i + 1, value instanceof Boolean yes ? (yes ? 1 : 0) : value);
    }
    return statement.executeUpdate() == 1;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
