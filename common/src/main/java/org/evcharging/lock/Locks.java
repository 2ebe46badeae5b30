package org.evcharging.lock;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes the locks of a program. There is a choice only so that it can be shown what a lock
 * prevents: a test, or {@code ev lab}, gives the same class {@link #NONE} and watches it fail.
 */
public enum Locks {
  /** Locks that lock. */
  REAL {
    @Override
    public RankedLock lock(LockRank rank, String name) {
      return new RankedLock(rank, name);
    }

    @Override
    public ReentrantLock leaf() {
      return new ReentrantLock();
    }
  },

  /** Locks that do nothing. Never in a program that anybody relies on. */
  NONE {
    @Override
    public RankedLock lock(LockRank rank, String name) {
      return new NoLock(rank, name);
    }

    @Override
    public ReentrantLock leaf() {
      return new NoLeafLock();
    }
  };

  public abstract RankedLock lock(LockRank rank, String name);

  /** A lock under which no other is taken, so that it needs no rank. */
  public abstract ReentrantLock leaf();
}
