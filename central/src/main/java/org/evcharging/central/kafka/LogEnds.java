package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.kafka.OutboxRow;
import org.evcharging.message.Topic;

/**
 * Reads the ends of the topics that Central writes, for {@link AlreadySent}, bit by bit. Not
 * thread-safe.
 */
final class LogEnds implements AutoCloseable {
  private static final Set<Topic> OUTBOUND =
      EnumSet.of(Topic.COMMANDS, Topic.NOTIFICATIONS, Topic.DEAD_LETTERS);

  /** How far back to look first; most partitions end with a row, or a few records behind one. */
  private static final int FIRST_LOOK = 20;

  private static final int WIDER = 10;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  /** What a partition holds: offsets from begin, without end. */
  private record Log(TopicPartition partition, long begin, long end) {
    long from(long back) {
      return Math.max(begin, end - back);
    }
  }

  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, Integer> partitionCounts = new HashMap<>();
  private final Map<TopicPartition, OutboxRow> newest = new HashMap<>();

  /** Those in which no row was found yet. */
  private final List<Log> logs = new ArrayList<>();

  private long back = FIRST_LOOK;

  /**
   * @param consumer nobody else's from now on
   */
  LogEnds(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** What a consumer for this is like. */
  static Map<String, Object> settings(String bootstrap) {
    return KafkaSettings.consumer(bootstrap, "ev-central-already-sent");
  }

  /**
   * Reads a bit.
   *
   * @param patience how long to wait for records
   * @return what was found, once it is all
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  Optional<AlreadySent> read(Duration patience) {
    if (partitionCounts.isEmpty()) {
      askForEnds();
      seek();
    }
    if (!logs.isEmpty()) {
      consumer.poll(patience).forEach(this::note);
      if (hasReachedEnds()) {
        lookFurtherBack();
      }
    }
    return logs.isEmpty()
        ? Optional.of(new AlreadySent(newest, partitionCounts))
        : Optional.empty();
  }

  private void askForEnds() {
    List<TopicPartition> partitions = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Topic topic : OUTBOUND) {
      List<PartitionInfo> infos = consumer.partitionsFor(topic.topicName());
      counts.put(topic.topicName(), infos.size());
      infos.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      Log log =
          new Log(partition, begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L));
      if (log.begin() < log.end()) {
        logs.add(log);
      }
    }
    partitionCounts.putAll(counts);
  }

  private void seek() {
    if (!logs.isEmpty()) {
      consumer.assign(logs.stream().map(Log::partition).toList());
      logs.forEach(log -> consumer.seek(log.partition(), log.from(back)));
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    OutboxRow.from(record.headers())
        .ifPresent(row ->
            newest.merge(
                new TopicPartition(record.topic(), record.partition()), row, LogEnds::newer));
  }

  private static OutboxRow newer(OutboxRow a, OutboxRow b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private boolean hasReachedEnds() {
    return logs.stream().allMatch(log -> consumer.position(log.partition()) >= log.end());
  }

  private void lookFurtherBack() {
    logs.removeIf(log -> newest.containsKey(log.partition()) || log.from(back) == log.begin());
    back *= WIDER;
    seek();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
  }
}
