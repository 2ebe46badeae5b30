package org.evcharging.central.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.evcharging.central.core.Input;
import org.evcharging.central.kafka.InputProgress.Reading;
import org.evcharging.central.state.InputRecord;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.kafka.LogPlace;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.Topic;
import org.evcharging.time.Clocks;
import org.jspecify.annotations.Nullable;

/**
 * Where Central stands in one input topic, and what it does with the records that come: each
 * partition in its order, each record once. Used by one thread; {@link #lookAgain} and {@link
 * #undecided} by any.
 */
final class TopicFollower {
  /** The longest wait for records, and so how soon silence and pauses are noticed. */
  static final Duration STEP = Duration.ofMillis(200);

  /** How long a healthy broker never keeps us waiting for an answer. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /** A wait that took so much longer than asked was a pause of the process (spec §5). */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final byte[] NOTHING = {};

  /** What a step found. */
  enum Found {
    RECORDS,
    NOTHING,
    /** Kafka is back after an outage: the log may be another, and is to be taken up again. */
    ANOTHER_LOG
  }

  private final Topic topic;
  private final InputDecoder decoder;
  private final NetworkInputs network;
  private final InputProgress progress;
  private final Clocks clocks;
  private final InputLag lag = new InputLag();
  private PartitionPositions positions;
  private ReadingMark mark = new ReadingMark(Map.of());
  private Optional<FetchAnswers> answers = Optional.empty();
  private long silentNanos;
  private long lookedNanos;
  private volatile boolean lookAgain;

  /**
   * @param stored positions of this topic, as the database had them
   */
  TopicFollower(
      Topic topic,
      Iterable<InputPosition> stored,
      InputDecoder decoder,
      NetworkInputs network,
      InputProgress progress,
      Clocks clocks) {
    this.topic = topic;
    this.decoder = decoder;
    this.network = network;
    this.progress = progress;
    this.clocks = clocks;
    this.positions = PartitionPositions.stored(topic, stored);
  }

  /**
   * Stands where the last decision left off; also after an outage, which may have cost the log.
   *
   * @return a sentence for the operator, if something had to be read anew
   */
  Optional<String> takeUp(Consumer<byte[], byte[]> consumer, Topics.Facts facts) {
    PartitionPositions.TakenUp taken = positions.takeUp(consumer, facts);
    positions = taken.positions();
    mark = new ReadingMark(taken.ends());
    answers = Optional.of(new FetchAnswers(consumer));
    silentNanos = 0;
    lookedNanos = clocks.nanos();
    progress.set(topic, Reading.BEHIND);
    return taken.readAnew();
  }

  /**
   * Has records decided. After {@link #takeUp}.
   *
   * @param patience how long to wait for them
   * @throws org.apache.kafka.clients.consumer.LogTruncationException if Kafka has lost records that
   *     are decided: {@link #lostRecords} is to be told, and the topic to be taken up again
   */
  Found step(Consumer<byte[], byte[]> consumer, Duration patience)
      throws InterruptedException, StoreFailure {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(patience);
    long readNanos = clocks.nanos();
    // From the end of the last step: poll itself takes no time where time is only played.
    long tookNanos = readNanos - lookedNanos;
    boolean heard = answers.orElseThrow().more() || !records.isEmpty();
    lag.read(records.count(), consumer, readNanos);
    for (ConsumerRecord<byte[], byte[]> each : records) {
      take(each, readNanos);
      lag.decided();
    }
    boolean backAgain = heard && isSilent();
    if (!backAgain) {
      heardOrNot(consumer, heard, tookNanos);
    }
    lookedNanos = clocks.nanos();
    if (backAgain) {
      return Found.ANOTHER_LOG;
    }
    return records.isEmpty() ? Found.NOTHING : Found.RECORDS;
  }

  private boolean isSilent() {
    return silentNanos > SILENCE.toNanos();
  }

  private void heardOrNot(Consumer<byte[], byte[]> consumer, boolean heard, long tookNanos) {
    // A pause of the process is no silence of the broker.
    silentNanos = heard ? 0 : silentNanos + Math.min(tookNanos, 2 * STEP.toNanos());
    if (isSilent()) {
      progress.set(topic, Reading.LOST);
    } else {
      markProgress(consumer, tookNanos > STEP.plus(PAUSE).toNanos());
    }
  }

  /** Its consumer is of no more use. */
  void lost() {
    progress.set(topic, Reading.LOST);
  }

  /** Kafka has lost decided records of these partitions: they will be read anew. */
  void lostRecords(Set<TopicPartition> partitions) {
    positions.lostRecords(partitions);
  }

  /** What was read is no longer all: it is to look again where the topic ends. */
  void lookAgain() {
    lookAgain = true;
    progress.lookAgain(topic);
  }

  /** Records of the topic that are not decided yet, as far as Kafka has told; by any thread. */
  long undecided() {
    return lag.records();
  }

  private void markProgress(Consumer<byte[], byte[]> consumer, boolean paused) {
    if (paused || lookAgain) {
      lookAgain = false;
      progress.set(topic, Reading.BEHIND);
      mark = new ReadingMark(consumer.endOffsets(consumer.assignment()));
    }
    if (mark.reached(consumer::position)) {
      progress.set(topic, Reading.CAUGHT_UP);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> read, long readNanos)
      throws InterruptedException, StoreFailure {
    byte @Nullable [] key = read.key();
    byte @Nullable [] value = read.value();
    LogPlace after = LogPlace.after(read);
    InputRecord record =
        new InputRecord(
            read.topic(),
            positions.topicId(),
            read.partition(),
            read.offset(),
            after.leaderEpoch(),
            readNanos,
            key == null ? NOTHING : key,
            value == null ? NOTHING : value);
    try {
      // A record without a key can still be understood: a console client sends such.
      Input input = decoder.decode(record.value(), Instant.ofEpochMilli(read.timestamp()));
      network.submit(input, record);
    } catch (MalformedMessage e) {
      network.putAside(record, String.valueOf(e.getMessage()));
    }
    positions.decided(read.partition(), after);
  }
}
