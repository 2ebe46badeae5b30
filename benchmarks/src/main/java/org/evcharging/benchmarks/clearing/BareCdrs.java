package org.evcharging.benchmarks.clearing;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.model.MemberId;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The yardstick: inserts CDRs into the table that the clearing has made, the same rows, a
 * transaction a batch, whoever has the lock. It parses nothing, looks nothing up, and keeps no
 * batches, no digests and no sums. The connection is set up as the clearing's.
 */
final class BareCdrs implements Uploads {
  private static final int CACHE_KIB = 32 * 1024;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private final long period;
  private final Map<MemberId, Long> members;

  /** Guards the connection, for a transaction at a time. */
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Connection database;

  @GuardedBy("lock")
  private final PreparedStatement begin;

  @GuardedBy("lock")
  private final PreparedStatement insert;

  @GuardedBy("lock")
  private final PreparedStatement commit;

  private BareCdrs(Connection database) throws SQLException {
    this.database = database;
    period = period(database);
    members = members(database);
    begin = database.prepareStatement("BEGIN IMMEDIATE");
    insert =
        database.prepareStatement(
            "INSERT INTO cdr (period, creditor, id, debtor, batch, started_at, ended_at,"
                + " energy_wh, amount_cents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    commit = database.prepareStatement("COMMIT");
  }

  static BareCdrs open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setCacheSize(-CACHE_KIB);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setGetGeneratedKeys(false);
    return new BareCdrs(config.createConnection(JDBC.PREFIX + file.toAbsolutePath()));
  }

  private static long period(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT number FROM period")) {
      return row.getLong(1);
    }
  }

  private static Map<MemberId, Long> members(Connection database) throws SQLException {
    Map<MemberId, Long> members = new HashMap<>();
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT id, number FROM member")) {
      while (row.next()) {
        members.put(new MemberId(row.getString(1)), row.getLong(2));
      }
    }
    return members;
  }

  @Override
  public Delivery ready(MemberCdrs cdrs, Histogram waits) {
    List<List<Cdr>> batches = cdrs.batches();
    return () -> {
      for (int i = 0; i < batches.size(); i++) {
        long startNanos = System.nanoTime();
        store(i + 1, batches.get(i));
        waits.recordValue(System.nanoTime() - startNanos);
      }
    };
  }

  private void store(long number, List<Cdr> batch) throws SQLException {
    lock.lock();
    try {
      begin.executeUpdate();
      for (Cdr cdr : batch) {
        insert(number, cdr);
      }
      commit.executeUpdate();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void insert(long batch, Cdr cdr) throws SQLException {
    insert.setLong(1, period);
    insert.setLong(2, requireNonNull(members.get(cdr.creditor())));
    insert.setString(3, cdr.id());
    insert.setLong(4, requireNonNull(members.get(cdr.debtor())));
    insert.setLong(5, batch);
    insert.setLong(6, micros(cdr.start()));
    insert.setLong(7, micros(cdr.end()));
    insert.setLong(8, cdr.energy().wh());
    insert.setLong(9, cdr.amount().cents());
    insert.executeUpdate();
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * MICROS_PER_SECOND + time.getNano() / NANOS_PER_MICRO;
  }

  @Override
  public void close() throws SQLException {
    lock.lock();
    try {
      database.close();
    } finally {
      lock.unlock();
    }
  }
}
