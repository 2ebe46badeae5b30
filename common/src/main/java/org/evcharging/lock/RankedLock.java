package org.evcharging.lock;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock with a name and a rank, that refuses to be taken out of order or twice, and counts what it
 * costs. The check is a comparison with the last lock this thread took, so it stays on in
 * production. Thread-safe.
 */
public final class RankedLock extends ReentrantLock {
  private static final long serialVersionUID = 1L;

  /** The newest lock each thread holds; each lock remembers the one taken before it. */
  private static final ThreadLocal<@Nullable RankedLock> NEWEST_HELD = new ThreadLocal<>();

  private final LockRank rank;
  private final String name;

  // Written by the holder only, so that plain arithmetic is safe; read by reports at any time.
  private transient @Nullable RankedLock heldBefore;
  private long takenAtNanos;
  private volatile long acquisitions;
  private volatile long longestWaitNanos;
  private volatile long longestHoldNanos;

  /**
   * @param name what reports and errors call it
   */
  public RankedLock(LockRank rank, String name) {
    this.rank = rank;
    this.name = name;
  }

  /**
   * @throws LockOrderViolation if this thread holds a lock of the same or a later rank
   */
  @Override
  public void lock() {
    RankedLock before = requireOrder();
    if (super.tryLock()) {
      taken(before, 0);
      return;
    }
    long startNanos = System.nanoTime();
    super.lock();
    taken(before, System.nanoTime() - startNanos);
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    RankedLock before = requireOrder();
    long startNanos = System.nanoTime();
    super.lockInterruptibly();
    taken(before, System.nanoTime() - startNanos);
  }

  @Override
  public boolean tryLock() {
    RankedLock before = requireOrder();
    boolean success = super.tryLock();
    if (success) {
      taken(before, 0);
    }
    return success;
  }

  @Override
  public boolean tryLock(long timeout, TimeUnit unit) throws InterruptedException {
    RankedLock before = requireOrder();
    long startNanos = System.nanoTime();
    boolean success = super.tryLock(timeout, unit);
    if (success) {
      taken(before, System.nanoTime() - startNanos);
    }
    return success;
  }

  @Override
  public void unlock() {
    if (isHeldByCurrentThread()) {
      longestHoldNanos = Math.max(longestHoldNanos, System.nanoTime() - takenAtNanos);
      RankedLock before = heldBefore;
      if (before == null) {
        NEWEST_HELD.remove();
      } else {
        NEWEST_HELD.set(before);
      }
    }
    super.unlock();
  }

  /**
   * @throws UnsupportedOperationException always: waiting would give the lock up behind the back of
   *     the order check
   */
  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException("a RankedLock is never waited on");
  }

  /** What it has cost so far. */
  public LockReport report() {
    return new LockReport(name, rank, acquisitions, longestWaitNanos, longestHoldNanos);
  }

  @Override
  public String toString() {
    return rank + " \"" + name + "\"";
  }

  private @Nullable RankedLock requireOrder() {
    RankedLock newest = NEWEST_HELD.get();
    if (newest != null && newest.rank.compareTo(rank) >= 0) {
      throw new LockOrderViolation(this, newest);
    }
    return newest;
  }

  // The holder alone writes; volatile only lets reports see it.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void taken(@Nullable RankedLock before, long waitedNanos) {
    heldBefore = before;
    NEWEST_HELD.set(this);
    takenAtNanos = System.nanoTime();
    acquisitions++;
    longestWaitNanos = Math.max(longestWaitNanos, waitedNanos);
  }
}
