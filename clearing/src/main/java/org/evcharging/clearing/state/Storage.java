package org.evcharging.clearing.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.BatchAnswer;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Netting;
import org.evcharging.clearing.core.Statement;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.clearing.store.ClearingTables;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;
import org.evcharging.lock.RankedLock;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.model.SecretHash;

/**
 * What members have uploaded, on the disk. Its lock guards the one connection: transactions come
 * one after the other. Thread-safe.
 *
 * <p>The disk takes longer to make a transaction safe than to write a batch. So whoever gets the
 * lock stores the batches of all who wait for it, in one transaction; they find, once they get it,
 * that theirs is settled.
 */
public final class Storage implements AutoCloseable {
  /** Batches in one transaction, so that nobody else waits for long. */
  private static final int MOST_AT_ONCE = 16;

  private final RankedLock lock;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

  @GuardedBy("lock")
  private final ClearingTables tables;

  /**
   * @param tables closed with it
   */
  public Storage(ClearingTables tables, Locks locks) {
    this.tables = tables;
    this.lock = locks.lock(LockRank.STORAGE, "storage");
  }

  /** All periods, the first first. */
  public List<ClearingTables.Period> periods() throws StorageFailure {
    return inTransaction("look", ClearingTables::periods);
  }

  /**
   * Opens a period.
   *
   * @return false if it was opened before: then nothing is changed
   */
  boolean open(ClearingPeriod period, SortedSet<MemberId> members, Instant now)
      throws StorageFailure {
    return inTransaction("open " + period, it -> it.insertPeriod(period, members, now));
  }

  /**
   * Stores a batch, whole or not at all; what was stored before is stored once. Returns when it is
   * on the disk.
   */
  public BatchAnswer store(Batch batch) throws StorageFailure {
    Waiting own = new Waiting(batch);
    waiting.add(own);
    lock.lock("store", batch.member());
    try {
      while (!own.isSettled()) {
        storeWaiting();
      }
      return own.answer();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void storeWaiting() {
    List<Waiting> together = new ArrayList<>();
    while (together.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
      together.add(waiting.remove());
    }
    try {
      List<BatchAnswer> answers = tables.inTransaction(it -> storeAll(it, together));
      // Only now: what is answered is on the disk.
      for (int i = 0; i < together.size(); i++) {
        together.get(i).answer(answers.get(i));
      }
    } catch (StorageFailure e) {
      together.forEach(it -> it.fail(e));
    } catch (RuntimeException | Error e) {
      together.forEach(it -> it.fail(new IllegalStateException(e)));
      throw e;
    }
  }

  private static List<BatchAnswer> storeAll(ClearingTables tables, List<Waiting> together)
      throws StorageFailure {
    List<BatchAnswer> answers = new ArrayList<>();
    for (Waiting each : together) {
      answers.add(store(tables, each.batch()));
    }
    return answers;
  }

  /** What becomes of asking to be let in. */
  public sealed interface Admission {
    /**
     * The member goes on from here.
     *
     * @param batches how many of its batches are stored: the next has the number after it
     * @param digest of the last of them; empty if there is none
     */
    record Admitted(long batches, String digest) implements Admission {}

    /** No, for a reason of one line. */
    record Refused(String reason) implements Admission {}
  }

  /**
   * Lets a member in who knows its secret, which is the one that it came with first.
   *
   * @param fresh the secret's hash with a new salt, kept if it is the first
   */
  public Admission admit(ClearingPeriod period, MemberId member, String secret, SecretHash fresh)
      throws StorageFailure {
    return inTransaction("admit", it -> admit(it, period, member, secret, fresh));
  }

  private static Admission admit(
      ClearingTables tables,
      ClearingPeriod period,
      MemberId member,
      String secret,
      SecretHash fresh)
      throws StorageFailure {
    Optional<ClearingTables.Participant> participant = tables.participant(period, member);
    if (participant.isEmpty()) {
      return new Admission.Refused(stranger(period, member));
    }
    Optional<SecretHash> kept = tables.secret(member);
    if (kept.isEmpty()) {
      tables.keepSecret(member, fresh);
    } else if (!kept.get().matches(secret)) {
      return new Admission.Refused("that is not the secret that " + member + " came with first");
    }
    long batches = participant.get().batches();
    return new Admission.Admitted(batches, tables.digest(period, member, batches).orElse(""));
  }

  /** Why somebody has no part in a period. */
  static String stranger(ClearingPeriod period, MemberId member) {
    return member
        + " is no member of "
        + period
        + ", or that is not open; members are named when it is opened";
  }

  /** The digest of a stored batch. */
  public Optional<String> digest(ClearingPeriod period, MemberId member, long number)
      throws StorageFailure {
    return inTransaction("digest", it -> it.digest(period, member, number));
  }

  /**
   * Notes that a member has finished and, if it was the last one, nets the period: both in one
   * transaction, and only if all of its batches are stored.
   *
   * @param batches how many the member says that it has uploaded
   * @return how many are stored; unless they are as many, nothing is changed
   */
  long finish(ClearingPeriod period, MemberId member, long batches, boolean last, Instant now)
      throws StorageFailure {
    return inTransaction(
        "finish",
        it -> {
          long stored =
              it.participant(period, member).map(ClearingTables.Participant::batches).orElse(0L);
          if (stored == batches) {
            it.markFinished(period, member, now);
            if (last) {
              net(it, period, now);
            }
          }
          return stored;
        });
  }

  /** A member's statement; empty if the period is not netted. */
  public Optional<Statement> statement(ClearingPeriod period, MemberId member)
      throws StorageFailure {
    return inTransaction(
        "statement",
        it ->
            it.isNetted(period)
                ? Optional.of(Statement.of(period, member, it.claims(period), it.transfers(period)))
                : Optional.empty());
  }

  /** Who pays whom; empty if the period is not netted. */
  List<Transfer> transfers(ClearingPeriod period) throws StorageFailure {
    return inTransaction(
        "transfers", it -> it.isNetted(period) ? it.transfers(period) : List.<Transfer>of());
  }

  /** What the lock has cost. */
  public LockReport lockReport() {
    return lock.report();
  }

  private static BatchAnswer store(ClearingTables tables, Batch batch) throws StorageFailure {
    Optional<ClearingTables.Participant> participant =
        tables.participant(batch.period(), batch.member());
    if (participant.isEmpty()) {
      return new BatchAnswer.Closed(stranger(batch.period(), batch.member()));
    }
    Optional<String> digest = tables.digest(batch.period(), batch.member(), batch.number());
    if (digest.isPresent()) {
      return digest.get().equals(batch.digest())
          ? new BatchAnswer.Known(batch.number())
          : new BatchAnswer.OtherContents(batch.number());
    }
    if (participant.get().finished()) {
      return new BatchAnswer.Closed(batch.member() + " has finished " + batch.period());
    }
    long expected = participant.get().batches() + 1;
    if (batch.number() != expected) {
      return new BatchAnswer.OutOfOrder(batch.number(), expected);
    }
    // Nearly all batches are good: whether their CDRs came before is left to the insert to find.
    if (firstBad(tables, batch, _ -> Optional.empty()).isEmpty() && tables.insertBatch(batch)) {
      addClaims(tables, batch);
      return new BatchAnswer.Stored(batch.number());
    }
    return firstBad(tables, batch, it -> tables.batchOf(batch.period(), it))
        .orElseThrow(() -> new StorageFailure("a CDR of " + batch.member() + " came and went"));
  }

  /** In which batch a CDR came before, if it did. */
  private interface Earlier {
    Optional<Long> batchOf(Cdr cdr) throws StorageFailure;
  }

  /** What a record by itself cannot show. */
  private static Optional<BatchAnswer.BadRecordIn> firstBad(
      ClearingTables tables, Batch batch, Earlier earlier) throws StorageFailure {
    Set<MemberId> debtors = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < batch.cdrs().size(); i++) {
      Cdr cdr = batch.cdrs().get(i);
      if (!cdr.creditor().equals(batch.member())) {
        return bad(batch, i, "creditor is " + cdr.creditor() + ", uploaded by " + batch.member());
      }
      if (debtors.add(cdr.debtor()) && tables.participant(batch.period(), cdr.debtor()).isEmpty()) {
        return bad(batch, i, "debtor " + cdr.debtor() + " is no member of " + batch.period());
      }
      if (!ids.add(cdr.id())) {
        return bad(batch, i, "cdrId " + cdr.id() + " comes twice in this batch");
      }
      Optional<Long> before = earlier.batchOf(cdr);
      if (before.isPresent()) {
        return bad(batch, i, "cdrId " + cdr.id() + " is in batch " + before.get() + " already");
      }
    }
    return Optional.empty();
  }

  private static Optional<BatchAnswer.BadRecordIn> bad(Batch batch, int index, String reason) {
    return Optional.of(new BatchAnswer.BadRecordIn(batch.number(), index, reason));
  }

  private static void addClaims(ClearingTables tables, Batch batch) throws StorageFailure {
    Map<MemberId, Claim> claims = new HashMap<>();
    for (Cdr cdr : batch.cdrs()) {
      claims.merge(
          cdr.debtor(),
          new Claim(cdr.creditor(), cdr.debtor(), cdr.amount().cents(), 1),
          Claim::plus);
    }
    for (Claim claim : claims.values()) {
      tables.addClaim(batch.period(), claim);
    }
  }

  private static void net(ClearingTables tables, ClearingPeriod period, Instant now)
      throws StorageFailure {
    tables.markNetted(period, now);
    for (Transfer transfer :
        Netting.transfers(Netting.positions(new TreeSet<>(), tables.claims(period)))) {
      tables.insertTransfer(period, transfer);
    }
  }

  private <T> T inTransaction(String reason, ClearingTables.Work<T> work) throws StorageFailure {
    lock.lock(reason, "-");
    try {
      return tables.inTransaction(work);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock("close", "-");
    try {
      tables.close();
    } finally {
      lock.unlock();
    }
  }
}
