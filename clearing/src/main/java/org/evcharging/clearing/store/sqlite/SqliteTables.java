package org.evcharging.clearing.store.sqlite;

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
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.clearing.store.ClearingTables;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.model.SecretHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** The tables in a SQLite database. */
public final class SqliteTables implements ClearingTables {
  private static final int BUSY_TIMEOUT_MS = 5_000;
  private static final int CACHE_KIB = 32 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteTables.class);

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
  private final Rows removeCdr;
  private final Rows addClaim;
  private final Rows claims;
  private final Rows netted;
  private final Rows isNetted;
  private final Rows addTransfer;
  private final Rows transfers;

  private SqliteTables(Connection database) throws SQLException {
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
            "SELECT month, opened_at, netted_at, id, batches, cdrs, finished_at IS NOT NULL"
                + " FROM participation JOIN period ON period.number = period"
                + " JOIN member ON member.number = member ORDER BY month, id");
    participant =
        prepare(
            "SELECT batches, cdrs, finished_at IS NOT NULL FROM participation"
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
            "UPDATE participation SET batches = batches + 1, cdrs = cdrs + ?"
                + " WHERE period = ? AND member = ? AND finished_at IS NULL");
    addCdr =
        prepare(
            "INSERT INTO cdr (period, creditor, id, debtor, batch, started_at, ended_at,"
                + " energy_wh, amount_cents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING");
    removeCdr = prepare("DELETE FROM cdr WHERE period = ? AND creditor = ? AND id = ?");
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

  /**
   * Opens the database, made if it is not there.
   *
   * @throws StorageFailure if it cannot be had
   */
  public static SqliteTables open(Path file) throws StorageFailure {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setCacheSize(-CACHE_KIB);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setGetGeneratedKeys(false);
    try {
      return prepared(config.createConnection(JDBC.PREFIX + file.toAbsolutePath()));
    } catch (SQLException e) {
      throw new StorageFailure(file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static SqliteTables prepared(Connection database) throws SQLException {
    try {
      ClearingSchema.create(database);
      return new SqliteTables(database);
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public <T> T inTransaction(Work<T> work) throws StorageFailure {
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
    } catch (StorageFailure e) {
      LOG.debug("nothing to roll back: {}", e.getMessage());
    }
  }

  @Override
  public boolean insertPeriod(ClearingPeriod period, SortedSet<MemberId> members, Instant now)
      throws StorageFailure {
    if (addPeriod.change(period.toString(), now) == 0) {
      return false;
    }
    for (MemberId member : members) {
      addMember.change(member.value());
      addParticipation.change(number(period).orElseThrow(), number(member).orElseThrow());
    }
    return true;
  }

  @Override
  public List<Period> periods() throws StorageFailure {
    Map<ClearingPeriod, Period> all = new TreeMap<>();
    List<Participant> _ =
        participations.all(row -> {
          Period period =
              computed(all, ClearingPeriod.of(row.getString(1)), row.getLong(2), row.getLong(3));
          Participant participant =
              new Participant(row.getLong(5), row.getLong(6), row.getBoolean(7));
          period.members().put(new MemberId(row.getString(4)), participant);
          return participant;
        });
    return List.copyOf(all.values());
  }

  private static Period computed(
      Map<ClearingPeriod, Period> all, ClearingPeriod period, long opened, long netted) {
    return all.computeIfAbsent(
        period,
        it ->
            new Period(
                it,
                Rows.time(opened),
                netted == 0 ? Optional.empty() : Optional.of(Rows.time(netted)),
                new TreeMap<>()));
  }

  @Override
  public Optional<Participant> participant(ClearingPeriod period, MemberId member)
      throws StorageFailure {
    Optional<Long> periodNumber = number(period);
    Optional<Long> memberNumber = number(member);
    return periodNumber.isEmpty() || memberNumber.isEmpty()
        ? Optional.empty()
        : participant.first(
            row -> new Participant(row.getLong(1), row.getLong(2), row.getBoolean(3)),
            periodNumber.get(),
            memberNumber.get());
  }

  @Override
  public Optional<SecretHash> secret(MemberId member) throws StorageFailure {
    return memberSecret.first(
        row -> new SecretHash(row.getString(1), row.getString(2)), member.value());
  }

  @Override
  public void keepSecret(MemberId member, SecretHash secret) throws StorageFailure {
    requireOne(
        keepSecret.change(secret.salt(), secret.hash(), member.value()),
        member + " has a secret already");
  }

  @Override
  public void markFinished(ClearingPeriod period, MemberId member, Instant now)
      throws StorageFailure {
    requireOne(finish.change(now, known(period), known(member)), member + " has finished before");
  }

  @Override
  public Optional<String> digest(ClearingPeriod period, MemberId member, long number)
      throws StorageFailure {
    return digest.first(row -> row.getString(1), known(period), known(member), number);
  }

  @Override
  public Optional<Long> batchOf(ClearingPeriod period, Cdr cdr) throws StorageFailure {
    return batchOf.first(row -> row.getLong(1), known(period), known(cdr.creditor()), cdr.id());
  }

  @Override
  public boolean insertBatch(Batch batch) throws StorageFailure {
    long period = known(batch.period());
    long member = known(batch.member());
    for (int i = 0; i < batch.cdrs().size(); i++) {
      if (!insertCdr(period, batch.number(), batch.cdrs().get(i))) {
        removeCdrs(period, batch.cdrs().subList(0, i));
        return false;
      }
    }
    addBatch.change(period, member, batch.number(), batch.digest(), (long) batch.cdrs().size());
    requireOne(
        countBatch.change((long) batch.cdrs().size(), period, member),
        batch.member() + " has finished");
    return true;
  }

  /** Returns false if it is there already: the primary key knows, without another look. */
  private boolean insertCdr(long period, long batch, Cdr cdr) throws StorageFailure {
    int added =
        addCdr.change(
            period,
            known(cdr.creditor()),
            cdr.id(),
            known(cdr.debtor()),
            batch,
            cdr.start(),
            cdr.end(),
            cdr.energy().wh(),
            cdr.amount().cents());
    return added == 1;
  }

  /** Of a batch whose next one could not be added. */
  private void removeCdrs(long period, List<Cdr> added) throws StorageFailure {
    for (Cdr cdr : added) {
      requireOne(
          removeCdr.change(period, known(cdr.creditor()), cdr.id()), cdr.id() + " is gone again");
    }
  }

  @Override
  public void addClaim(ClearingPeriod period, Claim claim) throws StorageFailure {
    addClaim.change(
        known(period), known(claim.creditor()), known(claim.debtor()), claim.cents(), claim.cdrs());
  }

  @Override
  public List<Claim> claims(ClearingPeriod period) throws StorageFailure {
    return claims.all(
        row ->
            new Claim(
                new MemberId(row.getString(1)),
                new MemberId(row.getString(2)),
                row.getLong(3),
                row.getLong(4)),
        known(period));
  }

  @Override
  public void markNetted(ClearingPeriod period, Instant now) throws StorageFailure {
    requireOne(netted.change(now, known(period)), period + " is netted already");
  }

  @Override
  public boolean isNetted(ClearingPeriod period) throws StorageFailure {
    Optional<Long> number = number(period);
    return number.isPresent() && isNetted.first(_ -> true, number.get()).isPresent();
  }

  @Override
  public void insertTransfer(ClearingPeriod period, Transfer transfer) throws StorageFailure {
    addTransfer.change(
        known(period), known(transfer.from()), known(transfer.to()), transfer.cents());
  }

  @Override
  public List<Transfer> transfers(ClearingPeriod period) throws StorageFailure {
    return transfers.all(
        row ->
            new Transfer(
                new MemberId(row.getString(1)), new MemberId(row.getString(2)), row.getLong(3)),
        known(period));
  }

  private long known(ClearingPeriod period) throws StorageFailure {
    return number(period).orElseThrow(() -> new StorageFailure("no period " + period));
  }

  private long known(MemberId member) throws StorageFailure {
    return number(member).orElseThrow(() -> new StorageFailure("no member " + member));
  }

  private Optional<Long> number(ClearingPeriod period) throws StorageFailure {
    return remembered(periodNumbers, period, periodNumber);
  }

  private Optional<Long> number(MemberId member) throws StorageFailure {
    return remembered(memberNumbers, member, memberNumber);
  }

  private static <K> Optional<Long> remembered(Map<K, Long> numbers, K key, Rows find)
      throws StorageFailure {
    Long known = numbers.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Long> found = find.first(row -> row.getLong(1), key.toString());
    found.ifPresent(number -> numbers.put(key, number));
    return found;
  }

  private static void requireOne(int changed, String otherwise) throws StorageFailure {
    if (changed != 1) {
      throw new StorageFailure(otherwise);
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
