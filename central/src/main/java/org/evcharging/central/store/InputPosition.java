package org.evcharging.central.store;

import java.util.OptionalInt;

/**
 * How far an input topic's partition has been decided.
 *
 * @param nextOffset the first record not yet decided
 * @param leaderEpoch of the record before it, which tells whether the log still has that; empty if
 *     it is not known
 */
public record InputPosition(
    String topic, int partition, String topicId, long nextOffset, OptionalInt leaderEpoch) {

  /** One without a leader epoch. */
  public InputPosition(String topic, int partition, String topicId, long nextOffset) {
    this(topic, partition, topicId, nextOffset, OptionalInt.empty());
  }
}
