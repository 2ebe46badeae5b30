package org.evcharging.central.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.Topic;
import org.jspecify.annotations.Nullable;

/** Where a new database begins to read: requests older than a minute would be refused anyway. */
public final class FirstPositions {
  private static final Duration BACK = Duration.ofSeconds(60);

  /** Leaders of topics made a moment ago may take some seconds on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private FirstPositions() {}

  /**
   * The positions of the database; for a new one, 60 s back in every partition, committed before
   * they are returned. A partition without a position is therefore one that came later, and is read
   * from its beginning. To be called before anything else commits.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer for 30 s
   * @throws StoreFailure if the positions cannot be written
   */
  public static List<InputPosition> settle(
      KafkaAccess kafka, Topics topics, Store store, Instant now) throws StoreFailure {
    List<InputPosition> stored = store.recovered().positions();
    if (!stored.isEmpty()) {
      return stored;
    }
    List<InputPosition> first = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer =
        kafka.clients().consumer(KafkaSettings.consumer(kafka.bootstrap(), "ev-central-first"))) {
      for (Topic topic : KafkaInputs.TOPICS) {
        first.addAll(since(now.minus(BACK), consumer, topic, topics.of(topic)));
      }
    }
    store.commit(new Batch(List.of(), List.of(), first, OptionalLong.empty()));
    return first;
  }

  private static List<InputPosition> since(
      Instant since, Consumer<byte[], byte[]> consumer, Topic topic, Topics.Facts facts) {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    for (int partition = 0; partition < facts.partitions(); partition++) {
      wanted.put(new TopicPartition(topic.topicName(), partition), since.toEpochMilli());
    }
    // The ends first: a record that comes between the two questions is after the end, not lost.
    Map<TopicPartition, Long> ends = consumer.endOffsets(wanted.keySet(), PATIENCE);
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted, PATIENCE);
    List<InputPosition> positions = new ArrayList<>();
    ends.forEach((partition, end) -> {
      @Nullable OffsetAndTimestamp young = found.get(partition);
      long offset = young == null ? end : Math.min(young.offset(), end);
      positions.add(
          new InputPosition(topic.topicName(), partition.partition(), facts.id(), offset));
    });
    return positions;
  }
}
