package org.evcharging.central.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.Locks;
import org.evcharging.lock.RankedLock;
import org.jspecify.annotations.Nullable;

/**
 * Entries on their way to the disk, and those who wait for them. Many threads append, one takes.
 * The lock is held for a few instructions at a time, as appending happens under the state's lock;
 * it makes the order of the sequence numbers the order of the queue. Thread-safe.
 */
final class EntryQueue {
  private record Waiter(long sequence, CompletableFuture<Void> future) {}

  private final RankedLock lock;

  @GuardedBy("lock")
  private List<Entry> waiting = new ArrayList<>();

  @GuardedBy("lock")
  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::sequence));

  /** Why nothing more will be committed. */
  @GuardedBy("lock")
  private Optional<JournalStopped> end = Optional.empty();

  private final Executor completions;

  // All three are written under the lock; volatile lets those read them who only want to know.
  private volatile long appended;
  private volatile long committed;

  /** Why nothing more may be appended. */
  private volatile Optional<JournalStopped> refusal = Optional.empty();

  /** The taking thread while it sleeps, or is about to. */
  private final AtomicReference<@Nullable Thread> sleeper = new AtomicReference<>();

  /**
   * @param completions runs what follows from a commit, which may block
   */
  EntryQueue(Executor completions, Locks locks) {
    this.lock = locks.lock(LockRank.JOURNAL, "journal");
    this.completions = completions;
  }

  // Written under the lock only, so that plain arithmetic is safe.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  long append(Entry entry) {
    long sequence;
    lock.lock();
    try {
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      waiting.add(entry);
      sequence = ++appended;
    } finally {
      lock.unlock();
    }
    wake();
    return sequence;
  }

  long appended() {
    return appended;
  }

  boolean isCommitted(long sequence) {
    return sequence <= committed;
  }

  CompletableFuture<Void> whenCommitted(long sequence) {
    if (sequence <= committed) {
      return CompletableFuture.completedFuture(null);
    }
    lock.lock();
    try {
      if (sequence <= committed) {
        return CompletableFuture.completedFuture(null);
      }
      if (end.isPresent()) {
        return CompletableFuture.failedFuture(end.get());
      }
      CompletableFuture<Void> future = new CompletableFuture<>();
      waiters.add(new Waiter(sequence, future));
      return future;
    } finally {
      lock.unlock();
    }
  }

  /** All that wait, in order. */
  List<Entry> take() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        return List.of();
      }
      List<Entry> taken = waiting;
      waiting = new ArrayList<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Sleeps until an entry waits, a time has come, or it closes; now and then for no reason. */
  void await(OptionalLong untilNanos) {
    sleeper.set(Thread.currentThread());
    // Looked at only now: whoever appends after this sees somebody to wake.
    if (!anyWaits() && !closed()) {
      sleep(untilNanos);
    }
    sleeper.set(null);
  }

  /** The next so many entries are on the disk. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
  void committed(int entries) {
    List<CompletableFuture<Void>> due = List.of();
    lock.lock();
    try {
      committed += entries;
      if (!waiters.isEmpty() && waiters.element().sequence() <= committed) {
        due = new ArrayList<>();
        while (!waiters.isEmpty() && waiters.element().sequence() <= committed) {
          due.add(waiters.remove().future());
        }
      }
    } finally {
      lock.unlock();
    }
    for (CompletableFuture<Void> future : due) {
      completions.execute(() -> future.complete(null));
    }
  }

  /** Refuses what comes from now on; the first reason counts. */
  void close(JournalStopped why) {
    lock.lock();
    try {
      refusal = refusal.or(() -> Optional.of(why));
    } finally {
      lock.unlock();
    }
    wake();
  }

  /** Nothing more will be committed: those who wait are told. */
  void end(JournalStopped why) {
    close(why);
    List<Waiter> left;
    lock.lock();
    try {
      end = end.or(() -> Optional.of(why));
      waiting = new ArrayList<>();
      left = List.copyOf(waiters);
      waiters.clear();
    } finally {
      lock.unlock();
    }
    for (Waiter waiter : left) {
      completions.execute(() -> waiter.future().completeExceptionally(why));
    }
  }

  boolean closed() {
    return refusal.isPresent();
  }

  Optional<JournalStopped> refusal() {
    return refusal;
  }

  RankedLock lock() {
    return lock;
  }

  private boolean anyWaits() {
    lock.lock();
    try {
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void sleep(OptionalLong untilNanos) {
    if (untilNanos.isEmpty()) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, Math.max(0, untilNanos.getAsLong() - System.nanoTime()));
    }
  }

  private void wake() {
    if (sleeper.get() != null) {
      // Only the first of many wakes it: that costs a system call.
      LockSupport.unpark(sleeper.getAndSet(null));
    }
  }
}
