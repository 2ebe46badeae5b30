package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.evcharging.central.store.InputPosition;
import org.evcharging.kafka.LogPlace;
import org.evcharging.message.Topic;

/** How far each partition of an input topic is decided. Not thread-safe. */
final class PartitionPositions {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Topic topic;
  private final String topicId;

  /** Behind what is decided, by partition; filled for the topic that is followed. */
  private final List<LogPlace> next;

  /** What the database had, for the topic that was followed when it was written. */
  private final Map<Integer, InputPosition> stored;

  /** Of which Kafka has lost decided records, so that their positions say nothing. */
  private final Set<TopicPartition> cut = new HashSet<>();

  private PartitionPositions(
      Topic topic, String topicId, List<LogPlace> next, Map<Integer, InputPosition> stored) {
    this.topic = topic;
    this.topicId = topicId;
    this.next = next;
    this.stored = stored;
  }

  static PartitionPositions stored(Topic topic, Iterable<InputPosition> positions) {
    Map<Integer, InputPosition> stored = new HashMap<>();
    positions.forEach(position -> stored.put(position.partition(), position));
    return new PartitionPositions(topic, "", List.of(), stored);
  }

  /**
   * What became of taking up a topic.
   *
   * @param ends the ends of its partitions as they were seen
   * @param readAnew a sentence, if some partitions had to be read from their beginning
   */
  record TakenUp(
      PartitionPositions positions, Map<TopicPartition, Long> ends, Optional<String> readAnew) {}

  /**
   * Assigns all partitions of the topic as it is now, and seeks to the positions where they fit.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not say where the logs begin and
   *     end
   */
  TakenUp takeUp(Consumer<byte[], byte[]> consumer, Topics.Facts facts) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < facts.partitions(); partition++) {
      partitions.add(new TopicPartition(topic.topicName(), partition));
    }
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    List<LogPlace> starts = new ArrayList<>();
    List<String> anew = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      StartOffset start =
          StartOffset.of(
              position(partition.partition()),
              new StartOffset.Log(
                  facts.id(),
                  begins.getOrDefault(partition, 0L),
                  ends.getOrDefault(partition, 0L),
                  cut.contains(partition)));
      if (start instanceof StartOffset.Anew(_, String reason)) {
        anew.add("partition " + partition.partition() + ": " + reason);
      }
      starts.add(start.place());
      start.place().seek(consumer, partition);
    }
    return new TakenUp(
        new PartitionPositions(topic, facts.id(), starts, Map.of()), ends, sentence(anew));
  }

  private Optional<String> sentence(List<String> anew) {
    return anew.isEmpty()
        ? Optional.empty()
        : Optional.of(
            topic.topicName()
                + " is read again from its oldest records in "
                + anew.size()
                + " partitions: what is known is not done twice ("
                + anew.getFirst()
                + ")");
  }

  private Optional<InputPosition> position(int partition) {
    if (partition >= next.size()) {
      return Optional.ofNullable(stored.get(partition));
    }
    LogPlace place = next.get(partition);
    return Optional.of(
        new InputPosition(
            topic.topicName(), partition, topicId, place.offset(), place.leaderEpoch()));
  }

  /** Which topic of its name is followed; empty before the first {@link #takeUp}. */
  String topicId() {
    return topicId;
  }

  /** Everything in the partition up to this place is decided. */
  void decided(int partition, LogPlace place) {
    next.set(partition, place);
  }

  /** Kafka has lost decided records of these: the next {@link #takeUp} has them read anew. */
  void lostRecords(Set<TopicPartition> partitions) {
    cut.addAll(partitions);
  }

  @Override
  public String toString() {
    return topic.topicName() + " " + topicId + " " + next;
  }
}
