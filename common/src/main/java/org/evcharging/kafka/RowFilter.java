package org.evcharging.kafka;

import java.util.Optional;

/**
 * Drops what Central sent twice: keeps the highest outbox row seen in one partition, and lets
 * through only what is above it. Must be shown every record of the partition, whatever its key. Not
 * thread-safe.
 */
public final class RowFilter {
  private Optional<OutboxRow> newest;

  /**
   * @param newest the highest row seen before; empty: none
   */
  public RowFilter(Optional<OutboxRow> newest) {
    this.newest = newest;
  }

  /** Tells whether a record is new. One without a row always is: nobody can tell otherwise. */
  public boolean admits(Optional<OutboxRow> row) {
    if (row.isEmpty()) {
      return true;
    }
    if (newest.isPresent() && row.get().compareTo(newest.get()) <= 0) {
      return false;
    }
    newest = row;
    return true;
  }

  /** The highest row seen so far. */
  public Optional<OutboxRow> newest() {
    return newest;
  }
}
