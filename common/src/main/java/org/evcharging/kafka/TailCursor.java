package org.evcharging.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.evcharging.kafka.TailSettings.Scope;

/**
 * The partitions that a tail reads, and how far it is in each. Only {@link #wakeup} may be called
 * by other threads.
 */
final class TailCursor implements AutoCloseable {
  /** Counts answers to fetches; an idle, healthy broker gives two a second. */
  private static final String ANSWERS = "fetch-total";

  private final TailSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final Map<Integer, RowFilter> filters = new HashMap<>();

  /** How far each partition was read. */
  private final Map<Integer, LogPlace> places = new HashMap<>();

  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Metric answers;
  private long answersSeen;
  private TopicLookup.Topic topic = new TopicLookup.Topic("", 0);

  /**
   * @param consumer of its own, closed with it
   */
  TailCursor(TailSettings settings, Consumer<byte[], byte[]> consumer) {
    this.settings = settings;
    this.consumer = consumer;
    this.answers =
        consumer.metrics().entrySet().stream()
            .filter(metric -> metric.getKey().name().equals(ANSWERS))
            .filter(metric -> metric.getKey().tags().size() == 1)
            .map(metric -> (Metric) metric.getValue())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Kafka's client has no " + ANSWERS));
  }

  /**
   * Takes up the topic's partitions where they were left, or where the settings say.
   *
   * @param memory where they were left
   * @throws org.apache.kafka.common.KafkaException if Kafka does not say where its logs begin and
   *     end
   */
  void assign(TopicLookup.Topic found, TailMemory memory) {
    topic = found;
    partitions.clear();
    filters.clear();
    places.clear();
    partitionsOf(found).forEach(p -> partitions.add(new TopicPartition(settings.topic(), p)));
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      StartPoint start =
          StartPoint.of(
              knownOf(partition.partition(), memory.known()),
              new StartPoint.Log(
                  topic.id(),
                  partition.partition(),
                  offset(begins, partition),
                  offset(ends, partition),
                  memory.isCut(partition)),
              settings.scope().start(),
              memory.madeAnew(found));
      filters.put(partition.partition(), new RowFilter(start.newest()));
      places.put(partition.partition(), start.place());
      start.place().seek(consumer, partition);
    }
    answersSeen = answers();
  }

  /** Forgets the topic: it is another one now, or gone. */
  void leave() {
    partitions.clear();
  }

  /** Tells whether a topic was taken up, and not left. */
  boolean standsInTopic() {
    return !partitions.isEmpty();
  }

  /** The partitions of the topic that was taken up. */
  List<TopicPartition> partitions() {
    return List.copyOf(partitions);
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition), () -> "no offset of " + partition);
  }

  /** A position in another partition also counts: it tells that this partition is a new one. */
  private static Optional<Position> knownOf(int partition, List<Position> known) {
    return known.stream()
        .filter(position -> position.partition() == partition)
        .findFirst()
        .or(() -> known.stream().findFirst());
  }

  private IntStream partitionsOf(TopicLookup.Topic found) {
    return switch (settings.scope()) {
      case Scope.OneKey one -> IntStream.of(Partitions.of(one.key(), found.partitionCount()));
      case Scope.Everything _ -> IntStream.range(0, found.partitionCount());
    };
  }

  /**
   * Waits for records and hands over those that are wanted and new. Once it is to stop, it hands
   * over no more of them, and stands before the first that it has kept.
   *
   * @param memory told after each where its partition stands now
   * @return whether Kafka has answered since the last time
   * @throws org.apache.kafka.clients.consumer.LogTruncationException if Kafka has lost records that
   *     were read; the cursor is of no more use then
   */
  boolean read(Duration patience, TailReader reader, BooleanSupplier stopping, TailMemory memory) {
    var records = consumer.poll(patience);
    Set<TopicPartition> kept = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> read : records) {
      if (stopping.getAsBoolean()) {
        TopicPartition partition = new TopicPartition(read.topic(), read.partition());
        if (kept.add(partition)) {
          consumer.seek(partition, read.offset());
        }
      } else {
        handOver(read, reader, memory);
      }
    }
    long before = answersSeen;
    answersSeen = answers();
    return !records.isEmpty() || answersSeen > before;
  }

  /** Every record of a partition goes through the filter: rows ascend over all its keys. */
  private void handOver(ConsumerRecord<byte[], byte[]> read, TailReader reader, TailMemory memory) {
    RowFilter filter = filters.get(read.partition());
    if (filter == null) {
      return;
    }
    places.put(read.partition(), LogPlace.after(read));
    if (filter.admits(OutboxRow.from(read.headers()))) {
      TailRecord record = TailRecord.of(read);
      if (wanted(record)) {
        reader.read(record);
        memory.handedOver(position(read.partition()));
      }
    }
  }

  private boolean wanted(TailRecord record) {
    return switch (settings.scope()) {
      case Scope.OneKey one -> one.key().equals(record.key());
      case Scope.Everything _ -> true;
    };
  }

  /** How many fetches Kafka has answered so far. */
  private long answers() {
    return answers.metricValue() instanceof Number count ? count.longValue() : 0;
  }

  /** Tells whether this is the topic that is read, with as many partitions as then. */
  boolean follows(TopicLookup.Topic found) {
    return found.equals(topic);
  }

  /** Where the logs end now. */
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(partitions, Duration.ofSeconds(1));
  }

  /** Tells whether everything before these ends was handed over. */
  boolean hasReached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** How far each partition was read. */
  List<Position> positions() {
    return partitions.stream().map(partition -> position(partition.partition())).toList();
  }

  private Position position(int partition) {
    LogPlace place = Objects.requireNonNull(places.get(partition));
    return new Position(
        topic.id(),
        partition,
        place.offset(),
        place.leaderEpoch(),
        Objects.requireNonNull(filters.get(partition)).newest());
  }

  /** Makes a {@link #read} that waits return at once, by an exception. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
