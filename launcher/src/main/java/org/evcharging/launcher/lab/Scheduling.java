package org.evcharging.launcher.lab;

/** Who decides when a thread of a race has to wait. */
enum Scheduling {
  /**
   * Each is stopped at the worst moment: when it has read, and not yet written. A scheduler may do
   * that to any thread at any time; this one always does.
   */
  WORST,
  /** The operating system, as in production. */
  AS_IT_COMES
}
