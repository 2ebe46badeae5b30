package org.evcharging.central.admin.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.console.UserError;
import org.sqlite.SQLiteConfig;

/**
 * What the auditor writes everything into, to compare it by SQL: a temporary database of its own on
 * disk, so that a million records need little memory. Central's database is copied into it in one
 * short read transaction, and is closed then. Gone when it is closed. Not thread-safe.
 */
final class Ledger implements AutoCloseable {
  /** Distinguishes Central's files from any other SQLite database: "EVCH". */
  private static final long APPLICATION_ID = 0x45564348L;

  private static final int BUSY_TIMEOUT_MS = 5_000;
  private static final int CACHE_KIB = 32 * 1024;

  /** Lines of a damaged file; more say nothing more. */
  private static final int MAX_DAMAGES = 20;

  private static final List<String> COPIED =
      List.of(
          "meta",
          "charge_point",
          "driver",
          "session",
          "request",
          "input_position",
          "outbox",
          "hold",
          "movement");

  private static final List<String> OWN_TABLES =
      List.of(
          // Times are microseconds since 1970; what is not there is null.
          """
          CREATE TABLE fact (
            now, kept_from, alive_since, begun_at, first_epoch, requests_from, notes_from,
            events_from)
          """,
          "CREATE TABLE odd (rule, line)",
          """
          CREATE TABLE ask (
            "partition", "offset", at, request_id, driver, charge_point, contents, is_start,
            driver_formed, is_read)
          """,
          "CREATE TABLE unreadable (topic, \"partition\", \"offset\", at, is_read)",
          "CREATE TABLE letter (topic, \"partition\", \"offset\")",
          """
          CREATE TABLE note (
            epoch, row, at, waits, type, request_id, session, driver, charge_point, reason,
            energy_wh, price_micros_per_kwh, amount_cents, started_at, ended_at)
          """,
          """
          CREATE TABLE event (
            charge_point TEXT, boot INTEGER, sequence INTEGER, session, type, energy_wh, at,
            is_read, contents, PRIMARY KEY (charge_point, boot, sequence)) WITHOUT ROWID
          """,
          """
          CREATE TABLE sent (
            topic TEXT, "partition" INTEGER, epoch INTEGER, row INTEGER,
            PRIMARY KEY (topic, "partition", epoch, row)) WITHOUT ROWID
          """,
          "CREATE TABLE status (charge_point PRIMARY KEY, status, at) WITHOUT ROWID");

  private static final List<String> INDEXES =
      List.of(
          "CREATE UNIQUE INDEX session_id ON session (id)",
          "CREATE INDEX movement_driver ON movement (driver)",
          "CREATE INDEX movement_session ON movement (session)",
          "CREATE INDEX hold_session ON hold (session)",
          "CREATE INDEX hold_driver ON hold (driver)",
          "CREATE INDEX request_key ON request (request_id, driver)",
          "CREATE INDEX ask_key ON ask (request_id, driver)",
          "CREATE INDEX note_session ON note (session, type)",
          "CREATE INDEX note_request ON note (request_id, driver, type)",
          "CREATE INDEX event_session ON event (session)",
          "CREATE INDEX letter_key ON letter (topic, \"partition\", \"offset\")");

  private final Connection connection;

  private Ledger(Connection connection) {
    this.connection = connection;
  }

  /**
   * Copies Central's database, as it is at this moment, and checks that it is sound.
   *
   * @throws UserError if it is not there, or not Central's
   */
  static Ledger copyOf(Path database) throws SQLException {
    if (!Files.isRegularFile(database)) {
      throw new UserError("there is no database " + database + "; --db says where Central's is");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setCacheSize(-CACHE_KIB);
    // A name that is empty: SQLite makes a file that it removes by itself.
    Ledger ledger = new Ledger(config.createConnection("jdbc:sqlite:file:?mode=rwc"));
    try {
      ledger.run("PRAGMA journal_mode = OFF");
      ledger.run("PRAGMA synchronous = OFF");
      for (String table : OWN_TABLES) {
        ledger.run(table);
      }
      ledger.take(database);
      return ledger;
    } catch (SQLException | RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  private void take(Path database) throws SQLException {
    String uri = "file:" + database.toAbsolutePath().toUri().getRawPath() + "?mode=ro";
    try (PreparedStatement attach = connection.prepareStatement("ATTACH DATABASE ? AS central")) {
      attach.setString(1, uri);
      attach.execute();
    }
    requireCentrals(database);
    try {
      // At once: an outbox keeps what was sent for a minute, and the topics' ends were just seen.
      run("BEGIN");
      for (String table : COPIED) {
        run("CREATE TABLE " + table + " AS SELECT * FROM central." + table);
      }
      run("COMMIT");
      checkSound();
    } finally {
      run("DETACH DATABASE central");
    }
    run("CREATE UNIQUE INDEX position_key ON input_position (topic, \"partition\")");
  }

  private void requireCentrals(Path database) throws SQLException {
    try {
      if (number("PRAGMA central.application_id") == APPLICATION_ID) {
        return;
      }
    } catch (SQLException e) {
      throw new UserError(database + " cannot be read: " + e.getMessage(), e);
    }
    throw new UserError(
        database + " is a database of another program; --db says where Central's is");
  }

  private void checkSound() throws SQLException {
    for (String line : texts("PRAGMA central.integrity_check(" + MAX_DAMAGES + ")")) {
      if (!line.equals("ok")) {
        odd("file-sound", "database: " + line);
      }
    }
    each(
        "PRAGMA central.foreign_key_check",
        row ->
            odd(
                "file-sound",
                "database: a %s names a %s that is not there"
                    .formatted(row.getString(1), row.getString(3))));
  }

  /** To be called when everything is in, before anything is asked. */
  void index() throws SQLException {
    for (String index : INDEXES) {
      run(index);
    }
    run("ANALYZE");
  }

  /** Notes something wrong that was found while reading. */
  void odd(String rule, String line) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO odd (rule, line) VALUES (?, ?)")) {
      statement.setString(1, rule);
      statement.setString(2, line);
      statement.executeUpdate();
    }
  }

  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.getLong(1);
    }
  }

  String text(String query) throws SQLException {
    return texts(query).getFirst();
  }

  /** Takes one row after the other. */
  @FunctionalInterface
  interface RowReader {
    void take(ResultSet row) throws SQLException;
  }

  void each(String query, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        reader.take(rows);
      }
    }
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    each(query, row -> texts.add(String.valueOf(row.getString(1))));
    return texts;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
