package org.evcharging.lock;

/**
 * Makes the locks of a program. There is a choice only so that it can be shown what a lock
 * prevents: a test, or {@code ev lab}, gives the same class {@link #NONE} and watches it fail.
 */
@FunctionalInterface
public interface Locks {
  /** Locks that lock. */
  Locks REAL = RankedLock::new;

  /** Locks that do nothing. Never in a program that anybody relies on. */
  Locks NONE = NoLock::new;

  RankedLock lock(LockRank rank, String name);
}
