package org.evcharging.lock;

/** A thread took locks in an order that could deadlock. A bug; it is thrown before any waiting. */
public final class LockOrderViolation extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  LockOrderViolation(RankedLock wanted, RankedLock held) {
    super(
        Thread.currentThread().getName()
            + " holds "
            + held
            + " and must not take "
            + wanted
            + (wanted.equals(held) ? " again" : ": LockRank puts it first"));
  }
}
