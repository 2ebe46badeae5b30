package org.evcharging.central.store.sqlite;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.core.Site;
import org.evcharging.central.core.TokenHash;
import org.evcharging.central.store.Archive;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.SessionQuery;
import org.evcharging.central.store.SessionStory;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.StoredBooking;
import org.evcharging.central.store.StoredDriver;
import org.evcharging.central.store.StoredSession;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;
import org.evcharging.lock.RankedLock;
import org.evcharging.model.DriverId;
import org.evcharging.model.OperationId;
import org.evcharging.model.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store in one SQLite file, {@code ev.db}, with its log, its lock and its culprits beside it.
 * One connection writes, behind the database lock; others read what is committed and never wait for
 * it. Thread-safe.
 */
public final class SqliteStore implements Store, Archive {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

  private final DatabaseName name;

  /** Everything opened, in that order. */
  private final Deque<AutoCloseable> opened;

  private final Recovered recovered;
  private final List<Reader> readers;
  private final ArchiveReader archive;
  private final Checkpoints checkpoints;
  private final RankedLock lock;

  @GuardedBy("lock")
  private final Connection connection;

  @GuardedBy("lock")
  private final TransactionWriter writer;

  @GuardedBy("lock")
  private boolean closed;

  private SqliteStore(
      DatabaseName name, Duration checkpointInterval, Locks locks, Deque<AutoCloseable> opened)
      throws SQLException, StoreFailure {
    this.name = name;
    this.opened = opened;
    this.lock = locks.lock(LockRank.DATABASE, "database");
    connection = opened(Connections.writer(name.file()));
    try {
      Schema.migrate(connection);
    } catch (StoreFailure e) {
      throw new StoreFailure(name + ": " + e.line(), e);
    }
    recovered = Recovery.recover(connection);
    writer = new TransactionWriter(connection, name, recovered.epoch());
    checkpoints = opened(Checkpoints.start(name.file(), checkpointInterval));
    readers = List.of(opened(new Reader(name.file())), opened(new Reader(name.file())));
    archive = opened(new ArchiveReader(name.file()));
  }

  /**
   * Opens the database, or makes it, and takes it for this process.
   *
   * @throws StoreFailure with one line for the operator: another Central runs on it, it is not a
   *     database of ours, its folder is not there or cannot be written
   */
  public static SqliteStore open(Path file) throws StoreFailure {
    return open(file, Checkpoints.INTERVAL, Locks.REAL);
  }

  /** For tests that must know what is in the log. */
  static SqliteStore open(Path file, Duration checkpointInterval) throws StoreFailure {
    return open(file, checkpointInterval, Locks.REAL);
  }

  static SqliteStore open(Path file, Duration checkpointInterval, Locks locks) throws StoreFailure {
    DatabaseName name = new DatabaseName(file);
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    opened.push(FileOwnership.take(file));
    try {
      return new SqliteStore(name, checkpointInterval, locks, opened);
    } catch (SQLException e) {
      closeAll(opened);
      throw name.failure(e);
    } catch (StoreFailure | RuntimeException e) {
      closeAll(opened);
      throw e;
    }
  }

  @Override
  public Recovered recovered() {
    return recovered;
  }

  @Override
  public void commit(Batch batch) throws StoreFailure {
    lock.lock("commit", batch.events().size());
    try {
      requireOpen();
      writer.write(batch);
      if (checkpoints.committed()) {
        checkpoints.moveRest(connection);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<KnownRequest> request(RequestKey key) throws StoreFailure {
    try {
      return reader().request(key);
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  @Override
  public Optional<Account> account(DriverId driver) throws StoreFailure {
    try {
      return reader().account(driver);
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  @Override
  public Optional<KnownOrder> order(DriverId driver, OperationId id) throws StoreFailure {
    try {
      return reader().order(driver, id);
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  @Override
  public List<Site> sites(Instant now) throws StoreFailure {
    try {
      return reader().sites(now);
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  @Override
  public List<OutboxRow> outboxAbove(long row, int limit) throws StoreFailure {
    try {
      return reader().outboxAbove(row, limit);
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  @Override
  public List<StoredSession> sessions(SessionQuery query) throws StoreFailure {
    try {
      return archive.sessions(query);
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  @Override
  public Optional<SessionStory> session(SessionId id) throws StoreFailure {
    try {
      return archive.session(id);
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  @Override
  public List<StoredDriver> drivers(Optional<DriverId> after, int limit) throws StoreFailure {
    try {
      return archive.drivers(after, limit);
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  @Override
  public Optional<DriverId> driverOf(TokenHash token) throws StoreFailure {
    try {
      return archive.driverOf(token);
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  @Override
  public List<StoredBooking> bookings(DriverId driver, Instant now) throws StoreFailure {
    try {
      return archive.bookings(driver, now);
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  @Override
  public Counts counts() throws StoreFailure {
    try {
      return archive.counts();
    } catch (SQLException e) {
      throw name.failure(e);
    }
  }

  /** For tests of a full disk: the database may not grow any more. */
  void fill() throws SQLException {
    lock.lock();
    try {
      Connections.pragma(connection, "max_page_count = 1");
    } finally {
      lock.unlock();
    }
  }

  /** What the database lock has cost so far. */
  public LockReport lockReport() {
    return lock.report();
  }

  /** Moves the log into the database and lets the next Central in. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        closeAll(opened);
      }
    } finally {
      lock.unlock();
    }
  }

  private Reader reader() {
    return readers.get(ThreadLocalRandom.current().nextInt(readers.size()));
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  /** The last opened first. The connection that writes checkpoints as the last one left. */
  private static void closeAll(Deque<AutoCloseable> opened) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.warn("A part of the database could not be closed", e);
      }
    }
  }

  @GuardedBy("lock")
  private void requireOpen() throws StoreFailure {
    if (closed) {
      throw new StoreFailure(name + ": the database is closed");
    }
  }
}
