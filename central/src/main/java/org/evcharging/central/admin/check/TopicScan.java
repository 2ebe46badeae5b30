package org.evcharging.central.admin.check;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.evcharging.console.UserError;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.Topic;

/**
 * The topics from their beginnings to the ends they had when it looked. Joins no consumer group and
 * leaves nothing behind in Kafka. Not thread-safe.
 */
final class TopicScan implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(200);

  /** How long a broker may give nothing, although there is more to read. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Takes one record after the other. */
  @FunctionalInterface
  interface RecordReader {
    void take(ConsumerRecord<byte[], byte[]> record) throws SQLException;
  }

  /** Where one partition began and ended. */
  private record Log(TopicPartition partition, long begin, long end) {}

  private final String bootstrap;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Topic, List<Log>> logs = new EnumMap<>(Topic.class);

  private TopicScan(String bootstrap) {
    this.bootstrap = bootstrap;
    Map<String, Object> settings = KafkaSettings.consumer(bootstrap, "ev-admin-check");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    // A question about partitions that are read to their ends must not hold up the next one.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    this.consumer = new KafkaConsumer<>(settings);
  }

  /**
   * Looks where all topics begin and end now; some of them may be looked at again.
   *
   * @throws UserError if Kafka does not answer, or has not all topics
   */
  static TopicScan open(String bootstrap) {
    try {
      TopicScan scan = new TopicScan(bootstrap);
      try {
        scan.seeEnds(Topic.values());
        return scan;
      } catch (KafkaException | UserError e) {
        scan.close();
        throw e;
      }
    } catch (KafkaException e) {
      throw unreachable(bootstrap, e);
    }
  }

  /**
   * Looks again where these begin and end.
   *
   * @throws UserError if Kafka does not answer
   */
  void seeEndsAgain(Topic... topics) {
    try {
      seeEnds(topics);
    } catch (KafkaException e) {
      throw unreachable(bootstrap, e);
    }
  }

  private void seeEnds(Topic... topics) {
    for (Topic topic : topics) {
      List<TopicPartition> partitions = partitions(topic);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      logs.put(
          topic,
          partitions.stream()
              .map(partition -> new Log(partition, of(begins, partition), of(ends, partition)))
              .toList());
    }
  }

  private List<TopicPartition> partitions(Topic topic) {
    List<PartitionInfo> infos;
    try {
      infos = consumer.partitionsFor(topic.topicName());
    } catch (TimeoutException e) {
      throw unreachable(bootstrap, e);
    }
    if (infos.isEmpty()) {
      throw new UserError(
          "Kafka at "
              + bootstrap
              + " has no topic "
              + topic.topicName()
              + ": Central makes it; is this the network's Kafka?");
    }
    return infos.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
  }

  private static long of(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition), () -> "no offset of " + partition);
  }

  /** How many partitions a topic has. */
  int partitionCount(Topic topic) {
    return logsOf(topic).size();
  }

  /** Tells whether Kafka has thrown records of a topic away, because they were old. */
  boolean isTrimmed(Topic topic) {
    return logsOf(topic).stream().anyMatch(log -> log.begin() > 0);
  }

  /**
   * Reads a topic, each partition in order.
   *
   * @throws UserError if Kafka stops answering
   */
  void read(Topic topic, RecordReader reader) throws SQLException {
    List<Log> open = new ArrayList<>(logsOf(topic));
    open.removeIf(log -> log.begin() >= log.end());
    consumer.assign(open.stream().map(Log::partition).toList());
    open.forEach(log -> consumer.seek(log.partition(), log.begin()));
    try {
      read(open, reader);
    } catch (KafkaException e) {
      throw unreachable(bootstrap, e);
    }
  }

  private void read(List<Log> open, RecordReader reader) throws SQLException {
    Map<Integer, Long> ends = new HashMap<>();
    open.forEach(log -> ends.put(log.partition().partition(), log.end()));
    long lastNanos = System.nanoTime();
    while (!open.isEmpty()) {
      var records = consumer.poll(STEP);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.offset() < ends.getOrDefault(record.partition(), 0L)) {
          reader.take(record);
        }
      }
      boolean progress = open.removeIf(log -> consumer.position(log.partition()) >= log.end());
      if (progress || !records.isEmpty()) {
        lastNanos = System.nanoTime();
        consumer.pause(done(open));
      } else if (System.nanoTime() - lastNanos > PATIENCE.toNanos()) {
        throw new TimeoutException("no records for " + PATIENCE);
      }
    }
  }

  private List<TopicPartition> done(List<Log> open) {
    List<TopicPartition> wanted = open.stream().map(Log::partition).toList();
    return consumer.assignment().stream().filter(each -> !wanted.contains(each)).toList();
  }

  private List<Log> logsOf(Topic topic) {
    return logs.getOrDefault(topic, List.of());
  }

  private static UserError unreachable(String bootstrap, KafkaException cause) {
    return new UserError(
        "Kafka at " + bootstrap + " does not answer; is it running, and is --bootstrap right?",
        cause);
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
