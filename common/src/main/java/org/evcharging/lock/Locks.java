package org.evcharging.lock;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes the locks of a program. There is a choice only so that it can be shown what a lock
 * prevents: a test, or {@code ev lab}, gives the same class {@link #NONE}, or locks that it
 * watches, and sees it fail.
 */
public interface Locks {
  /** Locks that lock. */
  Locks REAL = RankedLock::new;

  /** Locks that do nothing. Never in a program that anybody relies on. */
  Locks NONE =
      new Locks() {
        @Override
        public RankedLock lock(LockRank rank, String name) {
          return new NoLock(rank, name);
        }

        @Override
        public ReentrantLock leaf() {
          return new NoLeafLock();
        }
      };

  RankedLock lock(LockRank rank, String name);

  /** A lock under which no other is taken, so that it needs no rank. */
  default ReentrantLock leaf() {
    return new ReentrantLock();
  }
}
