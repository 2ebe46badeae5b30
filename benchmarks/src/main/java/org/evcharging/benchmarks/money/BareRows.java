package org.evcharging.benchmarks.money;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.evcharging.central.core.Movement;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/**
 * The rows that Central writes for an order, in the tables that Central has made, with all their
 * indexes, checks and triggers: a movement, the driver's balance, a line of the audit log; and for
 * each transaction the row that guards the epoch. The connection is set up as Central's, but for
 * the log: SQLite moves it into the database by itself. Used by one thread.
 */
final class BareRows implements AutoCloseable {
  private static final int CACHE_KIB = 32 * 1024;

  /** 16 MiB, at which Central has its log begin anew. */
  private static final int LOG_PAGES = 4 * 1024;

  private static final String WHO = "desk@127.0.0.1";
  private static final long MICROS_PER_MILLI = 1_000;

  private final Connection database;
  private final PreparedStatement begin;
  private final PreparedStatement guard;
  private final PreparedStatement move;
  private final PreparedStatement changeBalance;
  private final PreparedStatement audit;
  private final PreparedStatement commit;

  private BareRows(Connection database) throws SQLException {
    this.database = database;
    begin = database.prepareStatement("BEGIN IMMEDIATE");
    guard = database.prepareStatement("UPDATE meta SET last_outbox_row = last_outbox_row");
    move =
        database.prepareStatement(
            "INSERT INTO movement (at, driver, kind, debit, credit, cents, balance_cents,"
                + " operation) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    changeBalance = database.prepareStatement("UPDATE driver SET balance_cents = ? WHERE id = ?");
    audit = database.prepareStatement("INSERT INTO audit (at, who, what) VALUES (?, ?, ?)");
    commit = database.prepareStatement("COMMIT");
  }

  static BareRows open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setCacheSize(-CACHE_KIB);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setTempStore(TempStore.MEMORY);
    config.setGetGeneratedKeys(false);
    Connection database = config.createConnection(JDBC.PREFIX + file.toAbsolutePath());
    try (Statement statement = database.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
    }
    return new BareRows(database);
  }

  void begin() throws SQLException {
    begin.executeUpdate();
    guard.executeUpdate();
  }

  /**
   * Writes one order.
   *
   * @param balanceCents what the driver has after it
   */
  void write(Order order, long balanceCents) throws SQLException {
    long atMicros = System.currentTimeMillis() * MICROS_PER_MILLI;
    String driver = OpenedAccounts.driver(order.account()).value();
    Movement movement = order.movement();
    move.setLong(1, atMicros);
    move.setString(2, driver);
    move.setString(3, movement.name());
    move.setString(4, movement.from().name());
    move.setString(5, movement.to().name());
    move.setLong(6, order.cents());
    move.setLong(7, balanceCents);
    move.setString(8, order.id());
    move.executeUpdate();
    changeBalance.setLong(1, balanceCents);
    changeBalance.setString(2, driver);
    changeBalance.executeUpdate();
    audit.setLong(1, atMicros);
    audit.setString(2, WHO);
    audit.setString(3, words(order, driver));
    audit.executeUpdate();
  }

  void commit() throws SQLException {
    commit.executeUpdate();
  }

  /** As Central words them. */
  private static String words(Order order, String driver) {
    return (order.movement() == Movement.TOP_UP ? "top up " : "withdraw from ")
        + driver
        + " "
        + order.cents() / 100
        + (order.cents() % 100 < 10 ? ".0" : ".")
        + order.cents() % 100
        + " €: done";
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
