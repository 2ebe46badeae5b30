package org.evcharging.central.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** One statement that changes rows, prepared once. Used by the holder of the database lock. */
final class Change implements AutoCloseable {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  /** A statement changed no row where memory says that there is one. */
  static final class NothingChanged extends SQLException {
    private static final long serialVersionUID = 1L;

    NothingChanged() {
      super("no row is in the state that this needs");
    }
  }

  private final PreparedStatement statement;

  Change(Connection database, String sql) throws SQLException {
    statement = database.prepareStatement(sql);
  }

  /**
   * Runs it, and returns how many rows it changed.
   *
   * @param values for its question marks: Long, Integer, String, byte[], Instant, an Optional of
   *     one, or an OptionalInt
   */
  int run(Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(i + 1, values[i]);
    }
    return statement.executeUpdate();
  }

  /** Runs it where it must change a row. */
  void one(Object... values) throws SQLException {
    if (run(values) != 1) {
      throw new NothingChanged();
    }
  }

  private void bind(int index, Object value) throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case String text -> statement.setString(index, text);
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Instant time -> statement.setLong(index, micros(time));
      case Optional<?> optional when optional.isPresent() -> bind(index, optional.get());
      case Optional<?> _ -> statement.setObject(index, null);
      case OptionalInt optional when optional.isPresent() ->
          statement.setInt(index, optional.getAsInt());
      case OptionalInt _ -> statement.setObject(index, null);
      default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
    }
  }

  /** Microseconds since 1970, as times are stored. */
  static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND),
        time.getNano() / NANOS_PER_MICRO);
  }

  /** What {@link #micros} made, to the microsecond. */
  static Instant time(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
