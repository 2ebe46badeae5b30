package org.evcharging.lock;

/**
 * The order in which locks may be taken, first to last: a thread that holds one may take only those
 * below it here. The order of the constants is the rule; nothing else repeats it.
 */
public enum LockRank {
  /** Central's shared lock: charge points, drivers, open sessions. */
  NETWORK,
  /** What a site offers to book: one lock for each site, never two at once. */
  SITE,
  /** A driver's account: one lock for each driver, never two at once. */
  ACCOUNT,
  /** Central's queue of entries on their way to disk. */
  JOURNAL,
  /** The SQLite connection that writes. */
  DATABASE,
  /** Who has finished uploading for a clearing period. */
  COMPLETION,
  /** The SQLite connection that writes what is to be cleared. */
  STORAGE,
  /** An Engine's status. */
  STATUS
}
