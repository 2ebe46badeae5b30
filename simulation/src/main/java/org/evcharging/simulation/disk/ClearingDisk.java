package org.evcharging.simulation.disk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is in the clearing's own database: plain rows that anybody may look at. Survives Central.
 * Not thread-safe.
 */
public final class ClearingDisk {
  private final SortedMap<String, Optional<SecretRow>> members = new TreeMap<>();
  private final SortedMap<String, Month> months = new TreeMap<>();
  private final List<Consumer<Commit>> watchers = new ArrayList<>();
  private long commits;

  /** What a member's secret must match. */
  record SecretRow(String salt, String hash) {}

  /** How far a member is in a period. */
  public record ParticipationRow(long batches, long cdrs, boolean finished) {}

  /** Names a batch of a period. */
  public record BatchId(String member, long number) {}

  /**
   * A batch.
   *
   * @param cdrs how many came with it
   */
  public record BatchRow(String digest, long cdrs) {}

  /** Names a CDR of a period. */
  public record CdrId(String creditor, String id) {}

  /** A CDR, on the disk or in the hands of a member. */
  public record CdrRow(
      String id,
      String creditor,
      String debtor,
      Instant start,
      Instant end,
      long energyWh,
      long cents) {}

  /** A CDR and the number of the batch it came with. */
  public record StoredCdr(long batch, CdrRow cdr) {}

  /**
   * From one member to another.
   *
   * @param from the creditor of a claim, the payer of a transfer
   */
  public record Pair(String from, String to) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
  }

  /**
   * The sum of what one member wants from another.
   *
   * @param cdrs how many it is the sum of
   */
  public record ClaimRow(long cents, long cdrs) {}

  /** A period and all that belongs to it. */
  public static final class Month {
    final Instant openedAt;
    final SortedMap<String, ParticipationRow> participations = new TreeMap<>();
    final Map<BatchId, BatchRow> batches = new LinkedHashMap<>();
    final Map<CdrId, StoredCdr> cdrs = new LinkedHashMap<>();
    final SortedMap<Pair, ClaimRow> claims = new TreeMap<>();
    final SortedMap<Pair, Long> transfers = new TreeMap<>();
    Optional<Instant> nettedAt = Optional.empty();

    Month(Instant openedAt) {
      this.openedAt = openedAt;
    }

    /** By member. */
    public SortedMap<String, ParticipationRow> participations() {
      return participations;
    }

    public Map<BatchId, BatchRow> batches() {
      return batches;
    }

    public Map<CdrId, StoredCdr> cdrs() {
      return cdrs;
    }

    public SortedMap<Pair, ClaimRow> claims() {
      return claims;
    }

    /** Cents, by payer and payee. */
    public SortedMap<Pair, Long> transfers() {
      return transfers;
    }

    public Optional<Instant> nettedAt() {
      return nettedAt;
    }
  }

  /** What one transaction has put on the disk of a period. */
  public record Commit(String month, List<BatchId> batches, List<String> finished) {}

  public void watch(Consumer<Commit> watcher) {
    watchers.add(watcher);
  }

  /** A period, if it was opened. */
  public Optional<Month> month(String name) {
    return Optional.ofNullable(months.get(name));
  }

  /** How many transactions have changed anything so far. */
  public long commits() {
    return commits;
  }

  SortedMap<String, Month> months() {
    return months;
  }

  SortedMap<String, Optional<SecretRow>> members() {
    return members;
  }

  void committed(List<Commit> changes) {
    commits++;
    for (Commit change : changes) {
      watchers.forEach(watcher -> watcher.accept(change));
    }
  }
}
