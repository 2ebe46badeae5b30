package org.evcharging.clearing.state;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
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

/**
 * Who has finished uploading: the barrier before a period's result. The last to finish has it
 * netted, once. Thread-safe.
 *
 * <p>Its lock is held while the disk notes that a member has finished, unlike any other of ours:
 * what is counted and what is on the disk must not come in different orders, and it happens once a
 * member and month. So {@link Storage}'s lock is taken under it, never the other way round.
 */
public final class Completion {
  /** Of more, the names of who is missing would not fit into a frame. */
  public static final int MOST_MEMBERS = 200;

  /** A period in memory: who has not finished. */
  private record Progress(SortedSet<MemberId> members, SortedSet<MemberId> missing) {}

  /** What became of saying that one has finished, or of asking for the result. */
  public sealed interface Answer {}

  /** Others have not finished. */
  public record NotYet(SortedSet<MemberId> missing) implements Answer {}

  /** All have, and this is what comes of it. */
  public record Result(Statement statement) implements Answer {}

  /** It is not for this member to know, in one line. */
  public record Refused(String reason) implements Answer {}

  private final Storage storage;
  private final InstantSource clock;
  private final RankedLock lock;

  @GuardedBy("lock")
  private final Map<ClearingPeriod, Progress> periods = new HashMap<>();

  /** Goes on from what the disk knows. */
  public Completion(Storage storage, InstantSource clock, Locks locks) throws StorageFailure {
    this.storage = storage;
    this.clock = clock;
    this.lock = locks.lock(LockRank.COMPLETION, "completion");
    for (ClearingTables.Period known : storage.periods()) {
      SortedSet<MemberId> missing = new TreeSet<>(known.members().keySet());
      missing.removeIf(member -> requireNonNull(known.members().get(member)).finished());
      periods.put(known.period(), new Progress(new TreeSet<>(known.members().keySet()), missing));
    }
  }

  /**
   * Opens a period for its members, who are all that it will ever have.
   *
   * @return one line that says why not
   */
  public Optional<String> open(ClearingPeriod period, SortedSet<MemberId> members)
      throws StorageFailure {
    if (members.size() < 2) {
      return Optional.of("clearing takes two members at least");
    }
    if (members.size() > MOST_MEMBERS) {
      return Optional.of("a clearing has " + MOST_MEMBERS + " members at the most");
    }
    lock.lock("open", period);
    try {
      if (!storage.open(period, members, clock.instant())) {
        return Optional.of(period + " was opened before; who takes part in it is settled");
      }
      periods.put(period, new Progress(new TreeSet<>(members), new TreeSet<>(members)));
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes that a member has uploaded all it has; said again, it changes nothing. Returns when that
   * is on the disk.
   *
   * @param batches how many it has uploaded: less on the disk means that some are still on their
   *     way
   */
  public Answer finish(ClearingPeriod period, MemberId member, long batches) throws StorageFailure {
    lock.lock("finish", member);
    try {
      Progress progress = periods.get(period);
      if (progress == null || !progress.members().contains(member)) {
        return stranger(period, member);
      }
      if (progress.missing().contains(member)) {
        boolean last = progress.missing().size() == 1;
        long stored = storage.finish(period, member, batches, last, clock.instant());
        if (stored != batches) {
          return new Refused(stored + " batches are stored, not " + batches);
        }
        progress.missing().remove(member);
      }
      if (!progress.missing().isEmpty()) {
        return notYet(progress);
      }
    } finally {
      lock.unlock();
    }
    return result(period, member);
  }

  /** What comes of a period for a member. Never waits for others to finish. */
  public Answer ask(ClearingPeriod period, MemberId member) throws StorageFailure {
    lock.lock("ask", member);
    try {
      Progress progress = periods.get(period);
      if (progress == null || !progress.members().contains(member)) {
        return stranger(period, member);
      }
      if (!progress.missing().isEmpty()) {
        return notYet(progress);
      }
    } finally {
      lock.unlock();
    }
    return result(period, member);
  }

  private static NotYet notYet(Progress progress) {
    return new NotYet(new TreeSet<>(progress.missing()));
  }

  /** All have finished, which cannot be undone: the disk can be asked without this lock. */
  private Answer result(ClearingPeriod period, MemberId member) throws StorageFailure {
    return storage
        .statement(period, member)
        .<Answer>map(Result::new)
        .orElseThrow(() -> new IllegalStateException(period + " is complete, but not netted"));
  }

  /** All periods as they are on the disk, the first first. */
  public List<ClearingTables.Period> periods() throws StorageFailure {
    return storage.periods();
  }

  /** What came of a period; empty before it is netted. */
  public List<Transfer> transfers(ClearingPeriod period) throws StorageFailure {
    return storage.transfers(period);
  }

  private static Refused stranger(ClearingPeriod period, MemberId member) {
    return new Refused(Storage.stranger(period, member));
  }

  /** What the lock has cost. */
  public LockReport lockReport() {
    return lock.report();
  }
}
