package org.evcharging.launcher.lab;

/** What a thread of a race does that is worth a line. */
enum Did {
  /** Calls Central, as its caller would. */
  ASKS,
  /** Comes to a lock that does nothing. */
  PASSES,
  /** Comes to a lock that is free, and has it. */
  TAKES,
  /** Comes to a lock that the other has. */
  WAITS,
  /** Has it at last. */
  GETS,
  /** Has looked at what it decides upon. */
  READS,
  /** Is stopped there, as the other can still go on. */
  STOPS,
  /** Need be stopped no longer. */
  GOES_ON,
  /** Has changed the memory. */
  WRITES,
  /** Gives the lock back. */
  RELEASES,
  /** May not take a lock. */
  REFUSED,
  /** Waits no longer, as it was interrupted. */
  GIVES_UP,
  /** Fails in a way that nobody foresaw: without a lock anything may happen. */
  BREAKS
}
