package org.evcharging.central.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what is committed from SQLite's log into the database, on a thread of its own, so that no
 * commit has to wait for it. As commits go on meanwhile, it never quite reaches the end, and the
 * log would grow without bound: when it is long, the writer is asked to move the little that is
 * left, after which the log begins anew.
 */
final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** Short enough that little is left for the writer, long enough to be cheap. */
  static final Duration INTERVAL = Duration.ofMillis(500);

  /** Pages in the log, 16 MiB, at which it should begin anew. */
  private static final int LONG_LOG_PAGES = 4 * 1024;

  private final Connection connection;
  private final Duration interval;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("checkpoints").daemon().unstarted(this::run);
  private volatile boolean dirty;
  private volatile boolean restWanted;

  private Checkpoints(Connection connection, Duration interval) {
    this.connection = connection;
    this.interval = interval;
  }

  static Checkpoints start(Path database, Duration interval) throws SQLException {
    Checkpoints checkpoints = new Checkpoints(Connections.checkpointer(database), interval);
    checkpoints.thread.start();
    return checkpoints;
  }

  /** Something was committed. Tells whether the committer should call {@link #moveRest} now. */
  boolean committed() {
    dirty = true;
    return restWanted;
  }

  /** Moves the little that is left, while nobody writes. */
  void moveRest(Connection writer) {
    restWanted = false;
    try {
      move(writer);
    } catch (SQLException e) {
      warn(e);
    }
  }

  private void run() {
    try {
      while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        if (dirty) {
          dirty = false;
          moveMost();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void moveMost() {
    try {
      if (move(connection) > LONG_LOG_PAGES) {
        restWanted = true;
      }
    } catch (SQLException e) {
      warn(e);
    }
  }

  private static void warn(SQLException e) {
    // Nothing is lost: it is all in the log. If the disk is at fault, commits fail and say so.
    LOG.warn("The database's log could not be moved into it; it is tried again", e);
  }

  /** Returns how many pages the log has. */
  private static int move(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      return result.getInt(2);
    }
  }

  @Override
  public void close() throws SQLException {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
