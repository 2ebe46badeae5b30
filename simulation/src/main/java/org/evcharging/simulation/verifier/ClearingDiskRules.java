package org.evcharging.simulation.verifier;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.evcharging.simulation.disk.ClearingDisk.BatchId;
import org.evcharging.simulation.disk.ClearingDisk.BatchRow;
import org.evcharging.simulation.disk.ClearingDisk.CdrId;
import org.evcharging.simulation.disk.ClearingDisk.CdrRow;
import org.evcharging.simulation.disk.ClearingDisk.ClaimRow;
import org.evcharging.simulation.disk.ClearingDisk.Commit;
import org.evcharging.simulation.disk.ClearingDisk.Month;
import org.evcharging.simulation.disk.ClearingDisk.Pair;
import org.evcharging.simulation.disk.ClearingDisk.ParticipationRow;
import org.evcharging.simulation.disk.ClearingDisk.StoredCdr;

/** What must hold of each transaction of the clearing's. */
final class ClearingDiskRules {
  private static final String WHOLE = "a batch is stored whole, and once";
  private static final String NETTED = "a period is netted once, when all have finished";
  private static final String SETTLED = "the transfers settle each position";

  private final ClearingBooks books;

  /** How many records each batch had that was asked to be stored. */
  private final Map<BatchId, Integer> asked = new HashMap<>();

  /** By batch: which part of its member's file it is. */
  private final Map<BatchId, List<CdrRow>> parts = new HashMap<>();

  /** By member: how much of its file is stored. */
  private final Map<String, Integer> stored = new HashMap<>();

  private Optional<Netting> netting = Optional.empty();

  /** As it was when it was done. */
  private record Netting(Instant at, SortedMap<Pair, Long> transfers) {}

  ClearingDiskRules(ClearingBooks books) {
    this.books = books;
  }

  void asked(BatchId batch, int records) {
    asked.put(batch, records);
  }

  /** The CDRs of a batch that is stored; empty if it is not. */
  List<CdrRow> part(BatchId batch) {
    return parts.getOrDefault(batch, List.of());
  }

  void committed(Commit commit, Month month) {
    commit.batches().forEach(batch -> stored(month, batch));
    commit.finished().forEach(member -> finished(month, member));
    require(
        WHOLE,
        month.cdrs().size() == stored.values().stream().mapToInt(Integer::intValue).sum(),
        () -> month.cdrs().size() + " CDRs are there, of which members have sent " + stored);
    requireClaims(month);
    requireNetting(month);
  }

  /** The next of its member's file are there, as many as it sent, and what they come to. */
  private void stored(Month month, BatchId batch) {
    BatchRow row = Objects.requireNonNull(month.batches().get(batch));
    List<CdrRow> file = books.file(batch.member());
    int before = stored.getOrDefault(batch.member(), 0);
    int after = before + asked.getOrDefault(batch, 0);
    require(
        WHOLE,
        row.cdrs() == after - before && after <= file.size() && !parts.containsKey(batch),
        () -> batch + " is " + row + ", sent with " + asked.get(batch));
    List<CdrRow> part = file.subList(before, after);
    parts.put(batch, part);
    stored.put(batch.member(), after);
    requirePart(month, batch);
    ParticipationRow participation = month.participations().get(batch.member());
    require(
        WHOLE,
        participation != null
            && participation.batches() == batch.number()
            && participation.cdrs() == after,
        () -> batch + " came, and the member has " + participation);
  }

  /** Its CDRs are there, each as it was sent. */
  void requirePart(Month month, BatchId batch) {
    for (CdrRow cdr : part(batch)) {
      StoredCdr there = month.cdrs().get(new CdrId(cdr.creditor(), cdr.id()));
      require(
          WHOLE,
          new StoredCdr(batch.number(), cdr).equals(there),
          () -> cdr + " of " + batch + " is " + there);
    }
  }

  private void requireClaims(Month month) {
    SortedMap<Pair, ClaimRow> expected = new TreeMap<>();
    stored.forEach((member, count) ->
        expected.putAll(ClearingBooks.claims(books.file(member).subList(0, count))));
    require(
        "claims are the sums of what is stored",
        expected.equals(month.claims()),
        () -> "expected " + expected + ", are " + month.claims());
  }

  private void finished(Month month, String member) {
    int all = books.file(member).size();
    ParticipationRow row = month.participations().get(member);
    require(
        "a member has finished when all it has is stored",
        row != null && row.finished() && row.cdrs() == all,
        () -> member + " has " + all + " CDRs, and is " + row);
  }

  private void requireNetting(Month month) {
    SortedSet<String> missing = missing(month);
    require(
        NETTED,
        missing.isEmpty() == month.nettedAt().isPresent(),
        () -> "netted: " + month.nettedAt() + ", not finished: " + missing);
    if (netting.isPresent() || month.nettedAt().isEmpty()) {
      require(
          NETTED,
          netting.isEmpty()
              || netting
                  .get()
                  .equals(new Netting(month.nettedAt().orElse(Instant.MIN), month.transfers())),
          () -> netting + " became " + month.nettedAt() + " " + month.transfers());
      return;
    }
    netting = Optional.of(new Netting(month.nettedAt().get(), new TreeMap<>(month.transfers())));
    requireSettled(month);
  }

  /** Who has not finished. */
  static SortedSet<String> missing(Month month) {
    SortedSet<String> missing = new TreeSet<>();
    month
        .participations()
        .forEach((member, row) -> {
          if (!row.finished()) {
            missing.add(member);
          }
        });
    return missing;
  }

  private void requireSettled(Month month) {
    for (String member : books.members()) {
      long position = books.position(member);
      long moved = moved(month.transfers(), member);
      require(
          SETTLED, moved == position, () -> member + " should get " + position + ", gets " + moved);
    }
    require(
        SETTLED,
        month.transfers().size() < books.members().size(),
        () -> "as many transfers as members: " + month.transfers());
  }

  /** What a member gets by transfers, less what it pays. */
  static long moved(SortedMap<Pair, Long> transfers, String member) {
    long cents = 0;
    for (Map.Entry<Pair, Long> transfer : transfers.entrySet()) {
      cents += transfer.getKey().to().equals(member) ? transfer.getValue() : 0;
      cents -= transfer.getKey().from().equals(member) ? transfer.getValue() : 0;
    }
    return cents;
  }

  /** What is not stored in the end. */
  Optional<String> unsettled(Month month) {
    SortedSet<String> missing = missing(month);
    if (!missing.isEmpty()) {
      return Optional.of("have not finished: " + missing);
    }
    parts.keySet().forEach(batch -> requirePart(month, batch));
    return Optional.empty();
  }

  private static void require(String promise, boolean holds, Supplier<String> words) {
    if (!holds) {
      throw new Violation(promise, words.get());
    }
  }
}
