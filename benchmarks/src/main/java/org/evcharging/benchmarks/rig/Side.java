package org.evcharging.benchmarks.rig;

/** The two that are compared. */
public enum Side {
  /** The yardstick: the same records, moved by loops that neither decide nor write to disk. */
  RELAY,
  /** The real one, with its database. */
  CENTRAL
}
