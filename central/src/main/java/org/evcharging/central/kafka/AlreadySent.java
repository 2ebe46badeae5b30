package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.Topic;

/**
 * Which outbox rows Kafka has, as its log itself tells: within a partition rows ascend, so its
 * newest says it for all. After a restart the outbox still holds rows that have arrived, since
 * Kafka may lose its tail in a power cut; what is in the log is not sent again. Immutable.
 */
final class AlreadySent {
  /** Nothing is known to have arrived. */
  static final AlreadySent NOTHING = new AlreadySent(Map.of(), Map.of());

  private static final Set<Topic> OUTBOUND =
      EnumSet.of(Topic.COMMANDS, Topic.NOTIFICATIONS, Topic.DEAD_LETTERS);

  /** How far back to look first; most partitions end with a row, or a few records behind one. */
  private static final int FIRST_LOOK = 20;

  private static final int WIDER = 10;
  private static final Duration STEP = Duration.ofMillis(200);

  private final Map<TopicPartition, org.evcharging.kafka.OutboxRow> newest;
  private final Map<String, Integer> partitionCounts;

  private AlreadySent(
      Map<TopicPartition, org.evcharging.kafka.OutboxRow> newest,
      Map<String, Integer> partitionCounts) {
    this.newest = newest;
    this.partitionCounts = partitionCounts;
  }

  /**
   * Reads the ends of the topics that Central writes.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  static AlreadySent lookIn(String bootstrap) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(KafkaSettings.consumer(bootstrap, "ev-central-already-sent"))) {
      Map<String, Integer> counts = new HashMap<>();
      List<TopicPartition> partitions = new ArrayList<>();
      for (Topic topic : OUTBOUND) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic.topicName());
        counts.put(topic.topicName(), infos.size());
        infos.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
      }
      return new AlreadySent(newestRows(consumer, partitions), counts);
    }
  }

  /** What a partition holds: offsets from begin, without end. */
  private record Log(TopicPartition partition, long begin, long end) {
    long from(long back) {
      return Math.max(begin, end - back);
    }
  }

  private static Map<TopicPartition, org.evcharging.kafka.OutboxRow> newestRows(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    List<Log> logs = new ArrayList<>();
    consumer
        .endOffsets(partitions)
        .forEach((partition, end) ->
            logs.add(new Log(partition, begins.getOrDefault(partition, 0L), end)));
    logs.removeIf(log -> log.begin() == log.end());
    Map<TopicPartition, org.evcharging.kafka.OutboxRow> found = new HashMap<>();
    for (long back = FIRST_LOOK; !logs.isEmpty(); back *= WIDER) {
      long looked = back;
      readBack(consumer, logs, looked, found);
      logs.removeIf(log -> found.containsKey(log.partition()) || log.from(looked) == log.begin());
    }
    return found;
  }

  private static void readBack(
      KafkaConsumer<byte[], byte[]> consumer,
      List<Log> logs,
      long back,
      Map<TopicPartition, org.evcharging.kafka.OutboxRow> found) {
    consumer.assign(logs.stream().map(Log::partition).toList());
    logs.forEach(log -> consumer.seek(log.partition(), log.from(back)));
    while (logs.stream().anyMatch(log -> consumer.position(log.partition()) < log.end())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(STEP)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        org.evcharging.kafka.OutboxRow.from(record.headers())
            .ifPresent(row -> found.merge(partition, row, AlreadySent::newer));
      }
    }
  }

  private static org.evcharging.kafka.OutboxRow newer(
      org.evcharging.kafka.OutboxRow a, org.evcharging.kafka.OutboxRow b) {
    return a.compareTo(b) >= 0 ? a : b;
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
