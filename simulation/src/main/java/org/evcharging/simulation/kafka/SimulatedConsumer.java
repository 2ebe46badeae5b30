package org.evcharging.simulation.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;

/**
 * A consumer of {@link SimulatedKafka}, as far as our programs use one; Kafka's own mock stands for
 * the rest. {@code poll} never waits: whoever owns it is told when there is news.
 */
final class SimulatedConsumer extends MockConsumer<byte[], byte[]> {
  private static final MetricName ANSWERS =
      new MetricName("fetch-total", "consumer", "", Map.of("client-id", "simulated"));

  private final SimulatedKafka kafka;
  private final Machine machine;
  private final Life life;
  private final Runnable onNews;
  private final IntSupplier limit;
  private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();

  /** Positions that are to be compared with the log before anything is read: by their epochs. */
  private final Map<TopicPartition, Integer> toBeValidated = new LinkedHashMap<>();

  private long answers;
  private boolean closed;

  /**
   * @param limit how many records a poll may give at this moment
   */
  SimulatedConsumer(
      SimulatedKafka kafka, Machine machine, Life life, Runnable onNews, IntSupplier limit) {
    super("none");
    this.kafka = kafka;
    this.machine = machine;
    this.life = life;
    this.onNews = onNews;
    this.limit = limit;
    kafka.opened(this);
  }

  void news() {
    if (life.isAlive()) {
      onNews.run();
    }
  }

  @Override
  public synchronized void assign(Collection<TopicPartition> partitions) {
    positions.keySet().forEach(partition -> kafka.log(partition).noLongerReadBy(this));
    positions.clear();
    toBeValidated.clear();
    for (TopicPartition partition : partitions) {
      kafka.log(partition).readBy(this);
      positions.put(partition, 0L);
    }
  }

  @Override
  public synchronized Set<TopicPartition> assignment() {
    return new LinkedHashSet<>(positions.keySet());
  }

  @Override
  public synchronized void seek(TopicPartition partition, long offset) {
    positions.put(partition, offset);
    toBeValidated.remove(partition);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata position) {
    seek(partition, position.offset());
    position.leaderEpoch().ifPresent(epoch -> toBeValidated.put(partition, epoch));
  }

  /** What Kafka's client does before its first fetch: a log that was cut is not read on. */
  private void validate() {
    Map<TopicPartition, Long> cut = new LinkedHashMap<>();
    Map<TopicPartition, OffsetAndMetadata> divergent = new LinkedHashMap<>();
    toBeValidated.forEach((partition, epoch) -> {
      long end = kafka.log(partition).endOfEpoch(epoch);
      if (position(partition) > end) {
        cut.put(partition, position(partition));
        divergent.put(partition, new OffsetAndMetadata(end));
      }
    });
    toBeValidated.clear();
    if (!cut.isEmpty()) {
      throw new LogTruncationException("the log was cut", cut, divergent);
    }
  }

  @Override
  public synchronized long position(TopicPartition partition) {
    Long position = positions.get(partition);
    if (position == null) {
      throw new IllegalStateException(partition + " is not assigned");
    }
    return position;
  }

  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    if (!kafka.isReachableFrom(machine)) {
      return ConsumerRecords.empty();
    }
    answers++;
    validate();
    int room = limit.getAsInt();
    boolean anyRoom = room > 0;
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> found = Map.of();
    boolean more = false;
    for (Map.Entry<TopicPartition, Long> each : positions.entrySet()) {
      PartitionLog log = kafka.log(each.getKey());
      long position = each.getValue();
      if (position > log.end()) {
        throw new OffsetOutOfRangeException(Map.of(each.getKey(), position));
      }
      if (position < log.end() && room > 0) {
        found = found.isEmpty() ? new LinkedHashMap<>() : found;
        long until = Math.min(log.end(), position + room);
        found.put(each.getKey(), read(log, position, until));
        each.setValue(until);
        room -= Math.toIntExact(until - position);
      }
      more |= each.getValue() < log.end();
    }
    // Without room the owner looks again when there is some.
    if (more && anyRoom) {
      onNews.run();
    }
    return found.isEmpty() ? ConsumerRecords.empty() : new ConsumerRecords<>(found, Map.of());
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(PartitionLog log, long from, long to) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (long offset = from; offset < to; offset++) {
      PartitionLog.Stored stored = log.at(offset);
      records.add(
          new ConsumerRecord<>(
              log.name().topic(),
              log.name().partition(),
              offset,
              stored.timestampMs(),
              TimestampType.LOG_APPEND_TIME,
              stored.key().length,
              stored.value() == null ? 0 : stored.value().length,
              stored.key(),
              stored.value(),
              stored.headers(),
              Optional.of(stored.leaderEpoch())));
    }
    return records;
  }

  @Override
  public synchronized Map<TopicPartition, Long> beginningOffsets(
      Collection<TopicPartition> partitions) {
    requireReachable();
    Map<TopicPartition, Long> begins = new HashMap<>();
    partitions.forEach(partition -> begins.put(partition, 0L));
    return begins;
  }

  @Override
  public synchronized Map<TopicPartition, Long> beginningOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    return beginningOffsets(partitions);
  }

  @Override
  public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    requireReachable();
    Map<TopicPartition, Long> ends = new HashMap<>();
    partitions.forEach(partition -> ends.put(partition, kafka.log(partition).end()));
    return ends;
  }

  @Override
  public synchronized Map<TopicPartition, Long> endOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    return endOffsets(partitions);
  }

  @Override
  public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
      Map<TopicPartition, Long> wanted, Duration timeout) {
    requireReachable();
    Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
    wanted.forEach((partition, timestampMs) -> {
      PartitionLog log = kafka.log(partition);
      for (long offset = 0; offset < log.end(); offset++) {
        if (log.at(offset).timestampMs() >= timestampMs) {
          found.put(partition, new OffsetAndTimestamp(offset, log.at(offset).timestampMs()));
          break;
        }
      }
    });
    return found;
  }

  @Override
  public synchronized List<PartitionInfo> partitionsFor(String topic) {
    requireReachable();
    List<PartitionInfo> partitions = new ArrayList<>();
    for (int i = 0; i < kafka.partitionCount(); i++) {
      partitions.add(new PartitionInfo(topic, i, Node.noNode(), new Node[0], new Node[0]));
    }
    return partitions;
  }

  private void requireReachable() {
    if (!kafka.isReachableFrom(machine)) {
      throw new TimeoutException("Kafka does not answer");
    }
  }

  @Override
  public synchronized Map<MetricName, ? extends Metric> metrics() {
    return Map.of(
        ANSWERS,
        new Metric() {
          @Override
          public MetricName metricName() {
            return ANSWERS;
          }

          @Override
          public Object metricValue() {
            return (double) answers;
          }
        });
  }

  /** Its owner is stopping, and steps are never waited for here. */
  @Override
  public synchronized void wakeup() {}

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      positions.keySet().forEach(partition -> kafka.log(partition).noLongerReadBy(this));
      kafka.closed(this);
    }
  }

  @Override
  public void close(CloseOptions options) {
    close();
  }
}
