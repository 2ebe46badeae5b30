package org.evcharging.central.journal;

/** Who waits for a permit. */
public enum Lane {
  /** New work: requests, registrations, orders. */
  NORMAL,
  /**
   * Ends and deadlines: a tenth of the permits is theirs alone, so that a slow disk never makes the
   * living look dead.
   */
  RESERVED
}
