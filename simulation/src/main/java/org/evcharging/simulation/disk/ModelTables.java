package org.evcharging.simulation.disk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.clearing.store.ClearingTables;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.model.SecretHash;
import org.evcharging.simulation.disk.ClearingDisk.BatchId;
import org.evcharging.simulation.disk.ClearingDisk.BatchRow;
import org.evcharging.simulation.disk.ClearingDisk.CdrId;
import org.evcharging.simulation.disk.ClearingDisk.CdrRow;
import org.evcharging.simulation.disk.ClearingDisk.ClaimRow;
import org.evcharging.simulation.disk.ClearingDisk.Month;
import org.evcharging.simulation.disk.ClearingDisk.Pair;
import org.evcharging.simulation.disk.ClearingDisk.ParticipationRow;
import org.evcharging.simulation.disk.ClearingDisk.SecretRow;
import org.evcharging.simulation.disk.ClearingDisk.StoredCdr;

/**
 * The clearing's tables over the simulated disk: the same constraints as SQLite's, and whole
 * transactions or nothing. Not thread-safe.
 */
public final class ModelTables implements ClearingTables {
  private static final String NAME = "simulated clearing database: ";

  private final ClearingDisk disk;
  private final BooleanSupplier isFull;
  private final Runnable beforeEach;

  private final Undo undo = new Undo();

  private final SortedMap<String, ClearingDisk.Commit> changes = new TreeMap<>();

  /**
   * @param isFull whether the disk takes nothing now
   * @param beforeEach called before each transaction; what it throws goes to who wanted that
   */
  public ModelTables(ClearingDisk disk, BooleanSupplier isFull, Runnable beforeEach) {
    this.disk = disk;
    this.isFull = isFull;
    this.beforeEach = beforeEach;
  }

  @Override
  public <T> T inTransaction(Work<T> work) throws StorageFailure {
    beforeEach.run();
    boolean done = false;
    T result;
    try {
      result = work.on(this);
      require(undo.isEmpty() || !isFull.getAsBoolean(), () -> "the disk is full");
      done = true;
    } finally {
      if (!done) {
        changes.clear();
        undo.all();
      }
    }
    commit();
    return result;
  }

  private void commit() {
    boolean changed = !undo.isEmpty();
    List<ClearingDisk.Commit> all = List.copyOf(changes.values());
    undo.forget();
    changes.clear();
    if (changed) {
      disk.committed(all);
    }
  }

  /** As a primary key wants it. */
  private <K, V> void insert(Map<K, V> table, K key, V row) throws StorageFailure {
    require(!table.containsKey(key), () -> key + " is there already");
    undo.put(table, key, row);
  }

  private static void require(boolean holds, Supplier<String> otherwise) throws StorageFailure {
    if (!holds) {
      throw new StorageFailure(NAME + otherwise.get());
    }
  }

  private ClearingDisk.Commit change(ClearingPeriod period) {
    return changes.computeIfAbsent(
        period.toString(), it -> new ClearingDisk.Commit(it, new ArrayList<>(), new ArrayList<>()));
  }

  private Month known(ClearingPeriod period) throws StorageFailure {
    return disk.month(period.toString())
        .orElseThrow(() -> new StorageFailure(NAME + "no period " + period));
  }

  private void requireKnown(MemberId member) throws StorageFailure {
    require(disk.members().containsKey(member.value()), () -> "no member " + member);
  }

  @Override
  public boolean insertPeriod(ClearingPeriod period, SortedSet<MemberId> members, Instant now)
      throws StorageFailure {
    if (disk.months().containsKey(period.toString())) {
      return false;
    }
    Month month = new Month(now);
    undo.put(disk.months(), period.toString(), month);
    for (MemberId member : members) {
      if (!disk.members().containsKey(member.value())) {
        undo.put(disk.members(), member.value(), Optional.empty());
      }
      insert(month.participations, member.value(), new ParticipationRow(0, 0, false));
    }
    change(period);
    return true;
  }

  @Override
  public List<Period> periods() {
    List<Period> all = new ArrayList<>();
    disk.months()
        .forEach((name, month) -> {
          SortedMap<MemberId, Participant> members = new TreeMap<>();
          month.participations.forEach(
              (member, row) -> members.put(new MemberId(member), participant(row)));
          all.add(new Period(ClearingPeriod.of(name), month.openedAt, month.nettedAt, members));
        });
    return all;
  }

  private static Participant participant(ParticipationRow row) {
    return new Participant(row.batches(), row.cdrs(), row.finished());
  }

  @Override
  public Optional<Participant> participant(ClearingPeriod period, MemberId member) {
    return disk.month(period.toString())
        .flatMap(month -> Optional.ofNullable(month.participations.get(member.value())))
        .map(ModelTables::participant);
  }

  @Override
  public Optional<SecretHash> secret(MemberId member) {
    return disk.members()
        .getOrDefault(member.value(), Optional.empty())
        .map(row -> new SecretHash(row.salt(), row.hash()));
  }

  @Override
  public void keepSecret(MemberId member, SecretHash secret) throws StorageFailure {
    requireKnown(member);
    require(secret(member).isEmpty(), () -> member + " has a secret already");
    undo.put(
        disk.members(), member.value(), Optional.of(new SecretRow(secret.salt(), secret.hash())));
  }

  @Override
  public void markFinished(ClearingPeriod period, MemberId member, Instant now)
      throws StorageFailure {
    Month month = known(period);
    ParticipationRow row = unfinished(month, member);
    undo.put(
        month.participations,
        member.value(),
        new ParticipationRow(row.batches(), row.cdrs(), true));
    change(period).finished().add(member.value());
  }

  private static ParticipationRow unfinished(Month month, MemberId member) throws StorageFailure {
    ParticipationRow row = month.participations.get(member.value());
    if (row == null || row.finished()) {
      throw new StorageFailure(NAME + member + " has finished before, or takes no part");
    }
    return row;
  }

  @Override
  public Optional<String> digest(ClearingPeriod period, MemberId member, long number)
      throws StorageFailure {
    requireKnown(member);
    return Optional.ofNullable(known(period).batches.get(new BatchId(member.value(), number)))
        .map(BatchRow::digest);
  }

  @Override
  public Optional<Long> batchOf(ClearingPeriod period, Cdr cdr) throws StorageFailure {
    requireKnown(cdr.creditor());
    return Optional.ofNullable(known(period).cdrs.get(new CdrId(cdr.creditor().value(), cdr.id())))
        .map(StoredCdr::batch);
  }

  @Override
  public boolean insertBatch(Batch batch) throws StorageFailure {
    Month month = known(batch.period());
    Set<CdrId> ids = new HashSet<>();
    for (Cdr cdr : batch.cdrs()) {
      requireKnown(cdr.creditor());
      requireKnown(cdr.debtor());
      if (month.cdrs.containsKey(id(cdr)) || !ids.add(id(cdr))) {
        return false;
      }
    }
    BatchId id = new BatchId(batch.member().value(), batch.number());
    int cdrs = batch.cdrs().size();
    require(batch.number() >= 1 && cdrs >= 1, () -> "batch " + id + " of " + cdrs);
    ParticipationRow row = unfinished(month, batch.member());
    insert(month.batches, id, new BatchRow(batch.digest(), cdrs));
    undo.put(
        month.participations,
        id.member(),
        new ParticipationRow(row.batches() + 1, row.cdrs() + cdrs, false));
    for (Cdr cdr : batch.cdrs()) {
      insert(month.cdrs, id(cdr), new StoredCdr(batch.number(), row(cdr)));
    }
    change(batch.period()).batches().add(id);
    return true;
  }

  private static CdrId id(Cdr cdr) {
    return new CdrId(cdr.creditor().value(), cdr.id());
  }

  private static CdrRow row(Cdr cdr) {
    return new CdrRow(
        cdr.id(),
        cdr.creditor().value(),
        cdr.debtor().value(),
        cdr.start(),
        cdr.end(),
        cdr.energy().wh(),
        cdr.amount().cents());
  }

  @Override
  public void addClaim(ClearingPeriod period, Claim claim) throws StorageFailure {
    Month month = known(period);
    Pair pair = pair(claim.creditor(), claim.debtor());
    ClaimRow before = month.claims.getOrDefault(pair, new ClaimRow(0, 0));
    require(claim.cents() >= 0 && claim.cdrs() >= 1, () -> "claim " + claim);
    undo.put(
        month.claims,
        pair,
        new ClaimRow(before.cents() + claim.cents(), before.cdrs() + claim.cdrs()));
    change(period);
  }

  private Pair pair(MemberId from, MemberId to) throws StorageFailure {
    requireKnown(from);
    requireKnown(to);
    require(!from.equals(to), () -> "from " + from + " to itself");
    return new Pair(from.value(), to.value());
  }

  @Override
  public List<Claim> claims(ClearingPeriod period) throws StorageFailure {
    return known(period).claims.entrySet().stream()
        .map(it ->
            new Claim(
                new MemberId(it.getKey().from()),
                new MemberId(it.getKey().to()),
                it.getValue().cents(),
                it.getValue().cdrs()))
        .toList();
  }

  @Override
  public void markNetted(ClearingPeriod period, Instant now) throws StorageFailure {
    Month month = known(period);
    require(month.nettedAt.isEmpty(), () -> period + " is netted already");
    month.nettedAt = Optional.of(now);
    undo.with(() -> month.nettedAt = Optional.empty());
    change(period);
  }

  @Override
  public boolean isNetted(ClearingPeriod period) {
    return disk.month(period.toString()).flatMap(month -> month.nettedAt).isPresent();
  }

  @Override
  public void insertTransfer(ClearingPeriod period, Transfer transfer) throws StorageFailure {
    require(transfer.cents() >= 1, () -> "transfer " + transfer);
    insert(known(period).transfers, pair(transfer.from(), transfer.to()), transfer.cents());
    change(period);
  }

  @Override
  public List<Transfer> transfers(ClearingPeriod period) throws StorageFailure {
    return known(period).transfers.entrySet().stream()
        .map(it ->
            new Transfer(
                new MemberId(it.getKey().from()), new MemberId(it.getKey().to()), it.getValue()))
        .toList();
  }

  @Override
  public void close() {
    // The disk stays.
  }
}
