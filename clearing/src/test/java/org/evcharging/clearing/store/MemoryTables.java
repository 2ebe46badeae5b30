package org.evcharging.clearing.store;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.model.SecretHash;

/**
 * The tables in memory, with the constraints of the database's. Plain maps, which two threads at
 * once break: only a lock around them makes them whole.
 */
public final class MemoryTables implements ClearingTables {
  private record Opened(Instant at, Optional<Instant> nettedAt) {}

  private record Participation(ClearingPeriod period, MemberId member) {}

  private record BatchNumber(Participation of, long number) {}

  private record CdrName(Participation of, String id) {}

  /** Who wants something from whom, or pays whom. */
  private record Pair(ClearingPeriod period, MemberId from, MemberId to) {}

  /** All rows. What they hold is immutable. */
  private record Tables(
      Map<MemberId, Optional<SecretHash>> members,
      Map<ClearingPeriod, Opened> periods,
      Map<Participation, Participant> participations,
      Map<BatchNumber, String> batches,
      Map<CdrName, Long> cdrs,
      Map<Pair, Claim> claims,
      Map<Pair, Transfer> transfers) {
    static Tables empty() {
      return new Tables(
          new HashMap<>(),
          new HashMap<>(),
          new HashMap<>(),
          new HashMap<>(),
          new HashMap<>(),
          new HashMap<>(),
          new HashMap<>());
    }

    Tables copy() {
      return new Tables(
          new HashMap<>(members),
          new HashMap<>(periods),
          new HashMap<>(participations),
          new HashMap<>(batches),
          new HashMap<>(cdrs),
          new HashMap<>(claims),
          new HashMap<>(transfers));
    }
  }

  private Tables tables = Tables.empty();

  @Override
  public <T> T inTransaction(Work<T> work) throws StorageFailure {
    Tables before = tables.copy();
    boolean committed = false;
    try {
      T result = work.on(this);
      committed = true;
      return result;
    } finally {
      if (!committed) {
        tables = before;
      }
    }
  }

  @Override
  public boolean insertPeriod(ClearingPeriod period, SortedSet<MemberId> members, Instant now) {
    if (tables.periods().putIfAbsent(period, new Opened(now, Optional.empty())) != null) {
      return false;
    }
    for (MemberId member : members) {
      tables.members().putIfAbsent(member, Optional.empty());
      tables.participations().put(new Participation(period, member), new Participant(0, 0, false));
    }
    return true;
  }

  @Override
  public List<Period> periods() {
    return tables.periods().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(it ->
            new Period(
                it.getKey(), it.getValue().at(), it.getValue().nettedAt(), members(it.getKey())))
        .toList();
  }

  private SortedMap<MemberId, Participant> members(ClearingPeriod period) {
    return tables.participations().entrySet().stream()
        .filter(it -> it.getKey().period().equals(period))
        .collect(toMap(it -> it.getKey().member(), Map.Entry::getValue, (a, _) -> a, TreeMap::new));
  }

  @Override
  public Optional<Participant> participant(ClearingPeriod period, MemberId member) {
    return Optional.ofNullable(tables.participations().get(new Participation(period, member)));
  }

  @Override
  public Optional<SecretHash> secret(MemberId member) {
    return tables.members().getOrDefault(member, Optional.empty());
  }

  @Override
  public void keepSecret(MemberId member, SecretHash secret) throws StorageFailure {
    require(
        tables.members().containsKey(member) && secret(member).isEmpty(),
        member + " has a secret already");
    tables.members().put(member, Optional.of(secret));
  }

  @Override
  public void markFinished(ClearingPeriod period, MemberId member, Instant now)
      throws StorageFailure {
    Participant unfinished = unfinished(period, member);
    tables
        .participations()
        .put(
            new Participation(period, member),
            new Participant(unfinished.batches(), unfinished.cdrs(), true));
  }

  private Participant unfinished(ClearingPeriod period, MemberId member) throws StorageFailure {
    requireKnown(period, member);
    return participant(period, member)
        .filter(it -> !it.finished())
        .orElseThrow(() -> new StorageFailure(member + " has finished before"));
  }

  @Override
  public Optional<String> digest(ClearingPeriod period, MemberId member, long number)
      throws StorageFailure {
    requireKnown(period, member);
    return Optional.ofNullable(
        tables.batches().get(new BatchNumber(new Participation(period, member), number)));
  }

  @Override
  public Optional<Long> batchOf(ClearingPeriod period, Cdr cdr) throws StorageFailure {
    requireKnown(period, cdr.creditor());
    return Optional.ofNullable(
        tables.cdrs().get(new CdrName(new Participation(period, cdr.creditor()), cdr.id())));
  }

  @Override
  public boolean insertBatch(Batch batch) throws StorageFailure {
    if (batch.cdrs().stream().anyMatch(it -> tables.cdrs().containsKey(nameOf(batch, it)))) {
      return false;
    }
    Participant before = unfinished(batch.period(), batch.member());
    Participation participation = new Participation(batch.period(), batch.member());
    require(batch.number() >= 1 && !batch.cdrs().isEmpty(), "batch without number or CDRs");
    require(
        tables.batches().putIfAbsent(new BatchNumber(participation, batch.number()), batch.digest())
            == null,
        "batch " + batch.number() + " of " + batch.member() + " is there already");
    tables
        .participations()
        .put(
            participation,
            new Participant(before.batches() + 1, before.cdrs() + batch.cdrs().size(), false));
    for (Cdr cdr : batch.cdrs()) {
      insertCdr(batch, cdr);
    }
    return true;
  }

  private static CdrName nameOf(Batch batch, Cdr cdr) {
    return new CdrName(new Participation(batch.period(), cdr.creditor()), cdr.id());
  }

  private void insertCdr(Batch batch, Cdr cdr) throws StorageFailure {
    requireKnown(batch.period(), cdr.creditor());
    requireKnown(batch.period(), cdr.debtor());
    require(
        tables.cdrs().putIfAbsent(nameOf(batch, cdr), batch.number()) == null,
        "CDR " + cdr.id() + " of " + cdr.creditor() + " is there already");
  }

  @Override
  public void addClaim(ClearingPeriod period, Claim claim) throws StorageFailure {
    requireKnown(period, claim.creditor());
    requireKnown(period, claim.debtor());
    require(
        !claim.creditor().equals(claim.debtor()) && claim.cents() >= 0 && claim.cdrs() >= 1,
        "no such claim can be: " + claim);
    tables.claims().merge(new Pair(period, claim.creditor(), claim.debtor()), claim, Claim::plus);
  }

  @Override
  public List<Claim> claims(ClearingPeriod period) throws StorageFailure {
    requireKnown(period);
    return ofPeriod(tables.claims(), period);
  }

  @Override
  public void markNetted(ClearingPeriod period, Instant now) throws StorageFailure {
    requireKnown(period);
    Opened opened = tables.periods().get(period);
    require(opened.nettedAt().isEmpty(), period + " is netted already");
    tables.periods().put(period, new Opened(opened.at(), Optional.of(now)));
  }

  @Override
  public boolean isNetted(ClearingPeriod period) {
    return Optional.ofNullable(tables.periods().get(period)).flatMap(Opened::nettedAt).isPresent();
  }

  @Override
  public void insertTransfer(ClearingPeriod period, Transfer transfer) throws StorageFailure {
    requireKnown(period, transfer.from());
    requireKnown(period, transfer.to());
    require(
        !transfer.from().equals(transfer.to()) && transfer.cents() >= 1,
        "no such transfer can be: " + transfer);
    require(
        tables.transfers().putIfAbsent(new Pair(period, transfer.from(), transfer.to()), transfer)
            == null,
        "a transfer from " + transfer.from() + " to " + transfer.to() + " is there already");
  }

  @Override
  public List<Transfer> transfers(ClearingPeriod period) throws StorageFailure {
    requireKnown(period);
    return ofPeriod(tables.transfers(), period);
  }

  private static <T> List<T> ofPeriod(Map<Pair, T> rows, ClearingPeriod period) {
    return rows.entrySet().stream()
        .filter(it -> it.getKey().period().equals(period))
        .sorted(Map.Entry.comparingByKey(comparing(Pair::from).thenComparing(Pair::to)))
        .map(Map.Entry::getValue)
        .toList();
  }

  private void requireKnown(ClearingPeriod period, MemberId member) throws StorageFailure {
    requireKnown(period);
    require(tables.members().containsKey(member), "no member " + member);
  }

  private void requireKnown(ClearingPeriod period) throws StorageFailure {
    require(tables.periods().containsKey(period), "no period " + period);
  }

  private static void require(boolean satisfied, String otherwise) throws StorageFailure {
    if (!satisfied) {
      throw new StorageFailure(otherwise);
    }
  }

  /** What it holds is gone with it. */
  @Override
  public void close() {}
}
