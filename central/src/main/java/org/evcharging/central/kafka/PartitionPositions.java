package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.evcharging.central.store.InputPosition;
import org.evcharging.message.Topic;

/** How far each partition of an input topic is decided. Not thread-safe. */
final class PartitionPositions {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Topic topic;
  private final String topicId;

  /** The first offset not yet decided, by partition; filled for the topic that is followed. */
  private final long[] next;

  /** What the database had, for the topic that was followed when it was written. */
  private final Map<Integer, InputPosition> stored;

  private PartitionPositions(
      Topic topic, String topicId, long[] next, Map<Integer, InputPosition> stored) {
    this.topic = topic;
    this.topicId = topicId;
    this.next = next;
    this.stored = stored;
  }

  static PartitionPositions stored(Topic topic, Iterable<InputPosition> positions) {
    Map<Integer, InputPosition> stored = new HashMap<>();
    positions.forEach(position -> stored.put(position.partition(), position));
    return new PartitionPositions(topic, "", new long[0], stored);
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
    long[] starts = new long[partitions.size()];
    List<String> anew = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      StartOffset start =
          StartOffset.of(
              position(partition.partition()),
              new StartOffset.Log(
                  facts.id(),
                  begins.getOrDefault(partition, 0L),
                  ends.getOrDefault(partition, 0L)));
      if (start instanceof StartOffset.Anew(_, String reason)) {
        anew.add("partition " + partition.partition() + ": " + reason);
      }
      starts[partition.partition()] = start.offset();
      consumer.seek(partition, start.offset());
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
    return partition < next.length
        ? Optional.of(new InputPosition(topic.topicName(), partition, topicId, next[partition]))
        : Optional.ofNullable(stored.get(partition));
  }

  /** Which topic of its name is followed; empty before the first {@link #takeUp}. */
  String topicId() {
    return topicId;
  }

  /** Everything in the partition up to this record is decided. */
  void decided(int partition, long offset) {
    next[partition] = offset + 1;
  }

  @Override
  public String toString() {
    return topic.topicName() + " " + topicId + " " + Arrays.toString(next);
  }
}
