package org.evcharging.clearing.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.model.SecretHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The tables' rows as the core's records. Everything but {@link #inTransaction} is to be called
 * within one; used by the holder of the storage's lock.
 */
final class ClearingTables implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MS = 5_000;
  private static final int CACHE_KIB = 32 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ClearingTables.class);

  /**
   * How far a member is.
   *
   * @param batches how many are stored
   */
  record Participant(long batches, boolean finished) {}

  private final Connection database;
  private final List<Rows> statements = new ArrayList<>();

  /** Members never go, nor change. */
  private final Map<MemberId, Long> memberNumbers = new HashMap<>();

  private final Map<ClearingPeriod, Long> periodNumbers = new HashMap<>();

  private final Rows begin;
  private final Rows commit;
  private final Rows rollback;
  private final Rows addMember;
  private final Rows memberNumber;
  private final Rows memberSecret;
  private final Rows keepSecret;
  private final Rows addPeriod;
  private final Rows periodNumber;
  private final Rows addParticipation;
  private final Rows participations;
  private final Rows participant;
  private final Rows finish;
  private final Rows digest;
  private final Rows batchOf;
  private final Rows addBatch;
  private final Rows countBatch;
  private final Rows addCdr;
  private final Rows addClaim;
  private final Rows claims;
  private final Rows netted;
  private final Rows isNetted;
  private final Rows addTransfer;
  private final Rows transfers;

  private ClearingTables(Connection database) throws SQLException {
    this.database = database;
    begin = prepare("BEGIN IMMEDIATE");
    commit = prepare("COMMIT");
    rollback = prepare("ROLLBACK");
    addMember = prepare("INSERT INTO member (id) VALUES (?) ON CONFLICT DO NOTHING");
    memberNumber = prepare("SELECT number FROM member WHERE id = ?");
    memberSecret =
        prepare(
            "SELECT secret_salt, secret_hash FROM member WHERE id = ? AND secret_hash IS NOT NULL");
    keepSecret =
        prepare(
            "UPDATE member SET secret_salt = ?, secret_hash = ?"
                + " WHERE id = ? AND secret_hash IS NULL");
    addPeriod =
        prepare("INSERT INTO period (month, opened_at) VALUES (?, ?) ON CONFLICT DO NOTHING");
    periodNumber = prepare("SELECT number FROM period WHERE month = ?");
    addParticipation = prepare("INSERT INTO participation (period, member) VALUES (?, ?)");
    participations =
        prepare(
            "SELECT month, id, finished_at IS NOT NULL FROM participation"
                + " JOIN period ON period.number = period JOIN member ON member.number = member"
                + " ORDER BY month, id");
    participant =
        prepare(
            "SELECT batches, finished_at IS NOT NULL FROM participation"
                + " WHERE period = ? AND member = ?");
    finish =
        prepare(
            "UPDATE participation SET finished_at = ?"
                + " WHERE period = ? AND member = ? AND finished_at IS NULL");
    digest = prepare("SELECT digest FROM batch WHERE period = ? AND member = ? AND number = ?");
    batchOf = prepare("SELECT batch FROM cdr WHERE period = ? AND creditor = ? AND id = ?");
    addBatch =
        prepare("INSERT INTO batch (period, member, number, digest, cdrs) VALUES (?, ?, ?, ?, ?)");
    countBatch =
        prepare(
            "UPDATE participation SET batches = batches + 1"
                + " WHERE period = ? AND member = ? AND finished_at IS NULL");
    addCdr =
        prepare(
            "INSERT INTO cdr (period, creditor, id, debtor, batch, started_at, ended_at,"
                + " energy_wh, amount_cents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    addClaim =
        prepare(
            "INSERT INTO claim (period, creditor, debtor, cents, cdrs) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET cents = cents + excluded.cents,"
                + " cdrs = cdrs + excluded.cdrs");
    claims =
        prepare(
            "SELECT c.id, d.id, cents, cdrs FROM claim JOIN member c ON c.number = creditor"
                + " JOIN member d ON d.number = debtor WHERE period = ? ORDER BY c.id, d.id");
    netted = prepare("UPDATE period SET netted_at = ? WHERE number = ? AND netted_at IS NULL");
    isNetted = prepare("SELECT 1 FROM period WHERE number = ? AND netted_at IS NOT NULL");
    addTransfer = prepare("INSERT INTO transfer (period, payer, payee, cents) VALUES (?, ?, ?, ?)");
    transfers =
        prepare(
            "SELECT f.id, t.id, cents FROM transfer JOIN member f ON f.number = payer"
                + " JOIN member t ON t.number = payee WHERE period = ? ORDER BY f.id, t.id");
  }

  private Rows prepare(String sql) throws SQLException {
    Rows rows = new Rows(database, sql);
    statements.add(rows);
    return rows;
  }

  static ClearingTables open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setCacheSize(-CACHE_KIB);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setGetGeneratedKeys(false);
    Connection database = config.createConnection(JDBC.PREFIX + file.toAbsolutePath());
    try {
      ClearingSchema.create(database);
      return new ClearingTables(database);
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  /** What is done in one transaction. */
  interface Work<T> {
    T on(ClearingTables tables) throws SQLException;
  }

  /** Does all of it or nothing, and returns when it is on the disk. */
  <T> T inTransaction(Work<T> work) throws SQLException {
    begin.change();
    boolean committed = false;
    try {
      T result = work.on(this);
      commit.change();
      committed = true;
      return result;
    } finally {
      if (!committed) {
        forget();
      }
    }
  }

  private void forget() {
    memberNumbers.clear();
    periodNumbers.clear();
    try {
      rollback.change();
    } catch (SQLException e) {
      LOG.debug("nothing to roll back: {}", e.getMessage());
    }
  }

  boolean insertPeriod(ClearingPeriod period, SortedSet<MemberId> members, Instant now)
      throws SQLException {
    if (addPeriod.change(period.toString(), now) == 0) {
      return false;
    }
    for (MemberId member : members) {
      addMember.change(member.value());
      addParticipation.change(number(period).orElseThrow(), number(member).orElseThrow());
    }
    return true;
  }

  List<Storage.Participation> participations() throws SQLException {
    Map<ClearingPeriod, Storage.Participation> all = new TreeMap<>();
    List<Boolean> _ =
        participations.all(row -> {
          Storage.Participation one =
              all.computeIfAbsent(
                  ClearingPeriod.of(row.getString(1)),
                  it -> new Storage.Participation(it, new TreeSet<>(), new TreeSet<>()));
          MemberId member = new MemberId(row.getString(2));
          one.members().add(member);
          return row.getBoolean(3) && one.finished().add(member);
        });
    return List.copyOf(all.values());
  }

  Optional<Participant> participant(ClearingPeriod period, MemberId member) throws SQLException {
    Optional<Long> periodNumber = number(period);
    Optional<Long> memberNumber = number(member);
    return periodNumber.isEmpty() || memberNumber.isEmpty()
        ? Optional.empty()
        : participant.first(
            row -> new Participant(row.getLong(1), row.getBoolean(2)),
            periodNumber.get(),
            memberNumber.get());
  }

  /** What the member's secret must match; empty if it has not come yet. */
  Optional<SecretHash> secret(MemberId member) throws SQLException {
    return memberSecret.first(
        row -> new SecretHash(row.getString(1), row.getString(2)), member.value());
  }

  void keepSecret(MemberId member, SecretHash secret) throws SQLException {
    requireOne(
        keepSecret.change(secret.salt(), secret.hash(), member.value()),
        member + " has a secret already");
  }

  void markFinished(ClearingPeriod period, MemberId member, Instant now) throws SQLException {
    requireOne(finish.change(now, known(period), known(member)), member + " has finished before");
  }

  /** The digest of a stored batch. */
  Optional<String> digest(ClearingPeriod period, MemberId member, long number) throws SQLException {
    return digest.first(row -> row.getString(1), known(period), known(member), number);
  }

  /** The number of the batch that a CDR came with, if it did. */
  Optional<Long> batchOf(ClearingPeriod period, Cdr cdr) throws SQLException {
    return batchOf.first(row -> row.getLong(1), known(period), known(cdr.creditor()), cdr.id());
  }

  void insertBatch(Batch batch) throws SQLException {
    long period = known(batch.period());
    long member = known(batch.member());
    addBatch.change(period, member, batch.number(), batch.digest(), (long) batch.cdrs().size());
    requireOne(countBatch.change(period, member), batch.member() + " has finished");
  }

  void insertCdr(Batch batch, Cdr cdr) throws SQLException {
    addCdr.change(
        known(batch.period()),
        known(cdr.creditor()),
        cdr.id(),
        known(cdr.debtor()),
        batch.number(),
        cdr.start(),
        cdr.end(),
        cdr.energy().wh(),
        cdr.amount().cents());
  }

  void addClaim(ClearingPeriod period, Claim claim) throws SQLException {
    addClaim.change(
        known(period), known(claim.creditor()), known(claim.debtor()), claim.cents(), claim.cdrs());
  }

  List<Claim> claims(ClearingPeriod period) throws SQLException {
    return claims.all(
        row ->
            new Claim(
                new MemberId(row.getString(1)),
                new MemberId(row.getString(2)),
                row.getLong(3),
                row.getLong(4)),
        known(period));
  }

  void markNetted(ClearingPeriod period, Instant now) throws SQLException {
    requireOne(netted.change(now, known(period)), period + " is netted already");
  }

  boolean isNetted(ClearingPeriod period) throws SQLException {
    Optional<Long> number = number(period);
    return number.isPresent() && isNetted.first(_ -> true, number.get()).isPresent();
  }

  void insertTransfer(ClearingPeriod period, Transfer transfer) throws SQLException {
    addTransfer.change(
        known(period), known(transfer.from()), known(transfer.to()), transfer.cents());
  }

  List<Transfer> transfers(ClearingPeriod period) throws SQLException {
    return transfers.all(
        row ->
            new Transfer(
                new MemberId(row.getString(1)), new MemberId(row.getString(2)), row.getLong(3)),
        known(period));
  }

  private long known(ClearingPeriod period) throws SQLException {
    return number(period).orElseThrow(() -> new SQLException("no period " + period));
  }

  private long known(MemberId member) throws SQLException {
    return number(member).orElseThrow(() -> new SQLException("no member " + member));
  }

  private Optional<Long> number(ClearingPeriod period) throws SQLException {
    return remembered(periodNumbers, period, periodNumber);
  }

  private Optional<Long> number(MemberId member) throws SQLException {
    return remembered(memberNumbers, member, memberNumber);
  }

  private static <K> Optional<Long> remembered(Map<K, Long> numbers, K key, Rows find)
      throws SQLException {
    Long known = numbers.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Long> found = find.first(row -> row.getLong(1), key.toString());
    found.ifPresent(number -> numbers.put(key, number));
    return found;
  }

  private static void requireOne(int changed, String otherwise) throws SQLException {
    if (changed != 1) {
      throw new SQLException(otherwise);
    }
  }

  @Override
  public void close() {
    try {
      for (Rows rows : statements) {
        rows.close();
      }
      database.close();
    } catch (SQLException e) {
      LOG.warn("clearing database did not close: {}", e.getMessage());
    }
  }
}
