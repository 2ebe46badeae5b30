package org.evcharging.clearing.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.clearing.store.StorageFailure;
import org.jspecify.annotations.Nullable;

/** One statement, prepared once. Used by one thread at a time. */
final class Rows implements AutoCloseable {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private final PreparedStatement statement;

  Rows(Connection database, String sql) throws SQLException {
    statement = database.prepareStatement(sql);
  }

  /** Makes something of a row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Changes rows, and returns how many.
   *
   * @param values for its question marks: Long, String or Instant
   */
  int change(Object... values) throws StorageFailure {
    try {
      bind(values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Reads all rows. */
  <T> List<T> all(Reader<T> reader, Object... values) throws StorageFailure {
    try {
      bind(values);
      List<T> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(reader.read(rows));
        }
      }
      return all;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Reads the first row, if there is one. */
  <T> Optional<T> first(Reader<T> reader, Object... values) throws StorageFailure {
    List<T> all = all(reader, values);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }

  private static StorageFailure failure(SQLException e) {
    return new StorageFailure("clearing database: " + e.getMessage(), e);
  }

  private void bind(Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(i + 1, values[i]);
    }
  }

  private void bind(int index, @Nullable Object value) throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(index, number);
      case String text -> statement.setString(index, text);
      case Instant time -> statement.setLong(index, micros(time));
      case null, default -> throw new IllegalArgumentException("no column holds " + value);
    }
  }

  /** Microseconds since 1970. */
  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND),
        time.getNano() / NANOS_PER_MICRO);
  }

  /** A time as it was bound. */
  static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
