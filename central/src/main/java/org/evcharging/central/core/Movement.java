package org.evcharging.central.core;

/**
 * A way that money moves. Each movement takes from one account of the ledger what it gives to
 * another, so that the sum over all of them is always zero (spec R-10).
 */
public enum Movement {
  /** A driver, or somebody for them, pays in. */
  TOP_UP(Ledger.OUTSIDE, Ledger.DRIVER),
  /** A driver takes out. */
  WITHDRAWAL(Ledger.DRIVER, Ledger.OUTSIDE),
  /** Set aside for a session, or added to what is. */
  HOLD(Ledger.DRIVER, Ledger.HELD),
  /** What is left of a session's hold goes back, and the hold is no more. */
  RELEASE(Ledger.HELD, Ledger.DRIVER),
  /** A session has ended: what it costs, once. */
  CAPTURE(Ledger.HELD, Ledger.REVENUE),
  /** The final reading came after the ticket: what it costs more, from the rest of the hold. */
  CORRECTION(Ledger.HELD, Ledger.REVENUE),
  /** The same when the hold is no more, from what the driver has. */
  LATE_CORRECTION(Ledger.DRIVER, Ledger.REVENUE),
  /** Energy that was supplied and that nobody pays. */
  WRITE_OFF(Ledger.WRITTEN_OFF, Ledger.REVENUE);

  /** The accounts of the ledger. The first two are each driver's own. */
  public enum Ledger {
    /** What a driver can spend. */
    DRIVER,
    /** What is set aside for a driver's sessions. */
    HELD,
    /** What the network has earned. */
    REVENUE,
    /** What the network has earned and never got; below zero by as much. */
    WRITTEN_OFF,
    /** The rest of the world; below zero by all that came from there and did not go back. */
    OUTSIDE
  }

  private final Ledger from;
  private final Ledger to;

  Movement(Ledger from, Ledger to) {
    this.from = from;
    this.to = to;
  }

  /** Which account has less after it. */
  public Ledger from() {
    return from;
  }

  /** Which account has more after it. */
  public Ledger to() {
    return to;
  }
}
