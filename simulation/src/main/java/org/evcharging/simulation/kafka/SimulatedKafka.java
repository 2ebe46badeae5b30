package org.evcharging.simulation.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Headers;
import org.evcharging.kafka.Partitions;
import org.evcharging.message.Topic;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Delays;
import org.evcharging.simulation.world.Machine;
import org.jspecify.annotations.Nullable;

/**
 * A broker: topics with partitions, order within one, its own time on each record. It may be away
 * for a while, out of reach for some machines only, and lose its newest records in a power cut,
 * since it leaves forcing them to the disk to the operating system. Not thread-safe.
 */
public final class SimulatedKafka {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Machine machine;
  private final Chance chance;
  private final Delays delays;
  private final int partitionCount;
  private final Predicate<Machine> isCutOff;
  private final Map<String, List<PartitionLog>> topics = new TreeMap<>();
  private final List<LogWatcher> watchers = new ArrayList<>();
  private final List<SimulatedConsumer> consumers = new ArrayList<>();
  private boolean away;
  private boolean madeTopics;

  /** Each record has that of its time. */
  private int leaderEpoch;

  /** Sees what happens to the logs, at once. */
  public interface LogWatcher {
    /**
     * A record was appended.
     *
     * @param value empty for one that removes its key
     */
    void appended(
        Topic topic,
        int partition,
        long offset,
        byte[] key,
        byte @Nullable [] value,
        Headers headers);

    /** All records of a partition from this one on are lost. */
    void lost(Topic topic, int partition, long fromOffset);
  }

  /**
   * @param isCutOff whether a machine cannot reach the broker's now
   */
  public SimulatedKafka(
      Machine machine,
      Chance chance,
      Delays delays,
      int partitionCount,
      Predicate<Machine> isCutOff) {
    this.machine = machine;
    this.chance = chance;
    this.delays = delays;
    this.partitionCount = partitionCount;
    this.isCutOff = isCutOff;
  }

  public void watch(LogWatcher watcher) {
    watchers.add(watcher);
  }

  /** Makes the topics, if they are not there. */
  public void makeTopics() {
    if (!madeTopics) {
      madeTopics = true;
      for (Topic topic : Topic.values()) {
        List<PartitionLog> logs = new ArrayList<>();
        for (int i = 0; i < partitionCount; i++) {
          logs.add(new PartitionLog(new TopicPartition(topic.topicName(), i)));
        }
        topics.put(topic.topicName(), logs);
      }
    }
  }

  public boolean hasTopics() {
    return madeTopics;
  }

  public int partitionCount() {
    return partitionCount;
  }

  /** What the broker calls a topic; another one of the same name would be called otherwise. */
  public String topicId(String topic) {
    return "id-of-" + topic;
  }

  /** Rises each time the broker starts. */
  int leaderEpoch() {
    return leaderEpoch;
  }

  public boolean isReachableFrom(Machine client) {
    return !away && !isCutOff.test(client);
  }

  public boolean isAway() {
    return away;
  }

  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
    for (SimulatedConsumer consumer : List.copyOf(consumers)) {
      consumer.news();
    }
  }

  /**
   * The power goes: of what came in these last seconds, each partition may lose a tail.
   *
   * @return how many records are lost
   */
  public int loseTails(int seconds) {
    leaderEpoch++;
    int lost = 0;
    long sinceNanos = machine.world().nowNanos() - seconds * NANOS_PER_SECOND;
    for (Map.Entry<String, List<PartitionLog>> topic : topics.entrySet()) {
      for (PartitionLog log : topic.getValue()) {
        lost += loseTail(log, sinceNanos);
      }
    }
    return lost;
  }

  private int loseTail(PartitionLog log, long sinceNanos) {
    long firstYoung = log.end();
    while (firstYoung > 0 && log.at(firstYoung - 1).appendedNanos() >= sinceNanos) {
      firstYoung--;
    }
    long newEnd = chance.between(firstYoung, log.end());
    int lost = Math.toIntExact(log.end() - newEnd);
    if (lost > 0) {
      log.cutOff(newEnd);
      watchers.forEach(
          watcher -> watcher.lost(topicNamed(log.name().topic()), log.name().partition(), newEnd));
    }
    return lost;
  }

  /** Appends a record, which everybody can read from now on. */
  void append(String topic, byte[] key, byte @Nullable [] value, Headers headers) {
    int partition = Partitions.of(new String(key, StandardCharsets.UTF_8), partitionCount);
    PartitionLog log = log(new TopicPartition(topic, partition));
    long nowNanos = machine.world().nowNanos();
    long timestampMs = Machine.BEGINNING.toEpochMilli() + machine.world().nowMs();
    long offset =
        log.append(
            new PartitionLog.Stored(key, value, headers, timestampMs, nowNanos, leaderEpoch));
    Topic named = topicNamed(topic);
    machine
        .world()
        .trace(
            machine.name(),
            () ->
                topic + "/" + partition + "@" + offset + " " + RecordWords.of(key, value, headers));
    for (LogWatcher watcher : watchers) {
      watcher.appended(named, partition, offset, key, value, headers);
    }
  }

  PartitionLog log(TopicPartition partition) {
    List<PartitionLog> logs = topics.get(partition.topic());
    if (logs == null) {
      throw new UnknownTopicOrPartitionException(partition.toString());
    }
    return logs.get(partition.partition());
  }

  static Topic topicNamed(String name) {
    for (Topic topic : Topic.values()) {
      if (topic.topicName().equals(name)) {
        return topic;
      }
    }
    throw new IllegalArgumentException("no topic " + name);
  }

  Delays delays() {
    return delays;
  }

  Chance chance() {
    return chance;
  }

  void opened(SimulatedConsumer consumer) {
    consumers.add(consumer);
  }

  void closed(SimulatedConsumer consumer) {
    consumers.remove(consumer);
  }
}
