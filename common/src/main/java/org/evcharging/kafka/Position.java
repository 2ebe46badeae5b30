package org.evcharging.kafka;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a partition was read.
 *
 * @param topicId tells a topic from a later one of the same name
 * @param nextOffset the first that was not read yet, from 0
 * @param leaderEpoch of the record before it, as {@link LogPlace} has it
 * @param newest the highest outbox row seen before it
 */
public record Position(
    String topicId,
    int partition,
    long nextOffset,
    OptionalInt leaderEpoch,
    Optional<OutboxRow> newest) {

  /** One without a leader epoch. */
  public Position(String topicId, int partition, long nextOffset, Optional<OutboxRow> newest) {
    this(topicId, partition, nextOffset, OptionalInt.empty(), newest);
  }

  LogPlace place() {
    return new LogPlace(nextOffset, leaderEpoch);
  }
}
