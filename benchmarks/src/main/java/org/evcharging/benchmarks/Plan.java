package org.evcharging.benchmarks;

import java.time.Duration;
import java.util.Set;
import org.evcharging.benchmarks.rig.Side;

/**
 * What is to be measured.
 *
 * @param rounds of each measurement, both sides in each, 1 to 100
 * @param measured how long each is measured, after a ramp
 * @param cdrs of each member of a clearing, at least 1
 * @param sides both, but for profiling one of them
 */
record Plan(Set<Part> parts, int rounds, Duration measured, int cdrs, Set<Side> sides) {
  /**
   * How long a load runs before it counts: queues fill, and a new database gets its first pages.
   */
  static final Duration RAMP = Duration.ofSeconds(3);

  /** How long the machine may take for what is still in flight at the end. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A budget, or more that are measured together. */
  enum Part {
    /** Authorisations a second, with so many in flight. */
    AUTHORISATIONS,
    /** The latency at a steady load. */
    LATENCY,
    /** The latency of one at a time. */
    ALONE,
    /** Movements of money. */
    MONEY,
    /** CDRs that companies upload. */
    CLEARING,
    /** What it costs to tell what locks cost. */
    LOCKS,
    /** How long a start takes with much on the disk. */
    RESTART
  }
}
