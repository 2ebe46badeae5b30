package org.evcharging.central.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/** How the database is opened. No memory-mapped reads: a disk error would kill the process. */
final class Connections {
  /** Somebody with a shell may look into the database; nobody may keep it for longer. */
  private static final int BUSY_TIMEOUT_MS = 5_000;

  private static final int WRITER_CACHE_KIB = 32 * 1024;
  private static final int READER_CACHE_KIB = 8 * 1024;

  /**
   * Pages in the log at which a commit checkpoints by itself, 256 MiB: never, unless the {@link
   * Checkpoints} are dead.
   */
  private static final int LAST_RESORT_PAGES = 64 * 1024;

  /** The log keeps this size on disk between checkpoints: it need not grow again each time. */
  private static final int LOG_KEPT_BYTES = 64 * 1024 * 1024;

  private Connections() {}

  /** The one that writes: each commit is on the disk when it returns. */
  static Connection writer(Path database) throws SQLException {
    SQLiteConfig config = common(WRITER_CACHE_KIB);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setTempStore(TempStore.MEMORY);
    config.setJournalSizeLimit(LOG_KEPT_BYTES);
    Connection connection = open(database, config);
    pragma(connection, "wal_autocheckpoint = " + LAST_RESORT_PAGES);
    return connection;
  }

  /** One that reads what is committed, and cannot write. */
  static Connection reader(Path database) throws SQLException {
    Connection connection = open(database, common(READER_CACHE_KIB));
    pragma(connection, "query_only = 1");
    return connection;
  }

  /** One that moves what is committed from the log into the database. */
  static Connection checkpointer(Path database) throws SQLException {
    SQLiteConfig config = common(READER_CACHE_KIB);
    config.setSynchronous(SynchronousMode.FULL);
    return open(database, config);
  }

  private static SQLiteConfig common(int cacheKib) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setCacheSize(-cacheKib);
    // Nobody asks for the number of a new row; the driver would, with a statement for each insert.
    config.setGetGeneratedKeys(false);
    return config;
  }

  private static Connection open(Path database, SQLiteConfig config) throws SQLException {
    return config.createConnection(JDBC.PREFIX + database.toAbsolutePath());
  }

  static void pragma(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + pragma);
    }
  }
}
