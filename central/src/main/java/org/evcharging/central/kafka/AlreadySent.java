package org.evcharging.central.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.evcharging.central.store.OutboxRow;

/**
 * Which outbox rows Kafka has, as its log itself tells: within a partition rows ascend, so its
 * newest says it for all. After a restart the outbox still holds rows that have arrived, since
 * Kafka may lose its tail in a power cut; what is in the log is not sent again. Immutable.
 */
final class AlreadySent {
  /** Nothing is known to have arrived. */
  static final AlreadySent NOTHING = new AlreadySent(Map.of(), Map.of());

  private final Map<TopicPartition, org.evcharging.kafka.OutboxRow> newest;
  private final Map<String, Integer> partitionCounts;

  /**
   * @param newest the newest row of each partition that has one
   * @param partitionCounts of the topics that Central writes, by their names
   */
  AlreadySent(
      Map<TopicPartition, org.evcharging.kafka.OutboxRow> newest,
      Map<String, Integer> partitionCounts) {
    this.newest = Map.copyOf(newest);
    this.partitionCounts = Map.copyOf(partitionCounts);
  }

  /** Tells whether the log has the row. */
  boolean contains(OutboxRow row) {
    int count = partitionCounts.getOrDefault(row.topic().topicName(), 0);
    if (count == 0) {
      return false;
    }
    int partition = Utils.toPositive(Utils.murmur2(row.key())) % count;
    org.evcharging.kafka.OutboxRow end =
        newest.get(new TopicPartition(row.topic().topicName(), partition));
    return end != null
        && new org.evcharging.kafka.OutboxRow(row.epoch(), row.row()).compareTo(end) <= 0;
  }

  /** No row above this one is in the log. */
  long highestRow() {
    return newest.values().stream().mapToLong(org.evcharging.kafka.OutboxRow::row).max().orElse(0);
  }
}
