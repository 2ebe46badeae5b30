package org.evcharging.central.kafka;

import java.time.Duration;

/**
 * The heartbeats of one Central without a gap, as they stand in the partition that all Centrals
 * write and read: the order there is the same for all who look.
 *
 * @param firstOffset of its first
 * @param lastOffset of its last
 * @param lastMs when its last came, by the broker's clock
 */
record HeartbeatSeries(long firstOffset, long lastOffset, long lastMs) {
  /** Three heartbeats missed: it was away, and others may have begun meanwhile. */
  static final Duration GAP = Duration.ofSeconds(6);

  static HeartbeatSeries begin(long offset, long atMs) {
    return new HeartbeatSeries(offset, offset, atMs);
  }

  /** With one more; after a gap, or in a topic made anew, a series begins anew. */
  HeartbeatSeries next(long offset, long atMs) {
    if (offset <= lastOffset && atMs <= lastMs) {
      // Read once more.
      return this;
    }
    return offset < lastOffset || atMs - lastMs > GAP.toMillis()
        ? begin(offset, atMs)
        : new HeartbeatSeries(firstOffset, offset, atMs);
  }
}
