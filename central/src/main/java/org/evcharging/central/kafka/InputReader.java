package org.evcharging.central.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.evcharging.central.core.Input;
import org.evcharging.central.journal.JournalStopped;
import org.evcharging.central.kafka.InputProgress.Reading;
import org.evcharging.central.state.InputRecord;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.Topic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one input topic on a thread of its own and has its records decided, each partition in its
 * order. Whatever Kafka does, it begins again where it was.
 */
final class InputReader {
  private static final Logger LOG = LoggerFactory.getLogger(InputReader.class);

  /** The longest wait for records, and so how soon silence and pauses are noticed. */
  private static final Duration STEP = Duration.ofMillis(200);

  /** How long a healthy broker never keeps us waiting for an answer. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /** A wait that took so much longer than asked was a pause of the process (spec §5). */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final Duration RETRY = Duration.ofMillis(500);

  private static final byte[] NOTHING = {};

  /**
   * What to read.
   *
   * @param positions of this topic, as they were stored
   */
  record Source(String bootstrap, Topic topic, List<InputPosition> positions) {}

  private final Source source;
  private final InputDecoder decoder;
  private final NetworkInputs network;
  private final InputProgress progress;
  private final Consumer<String> words;
  private final Consumer<String> onFailure;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean lookAgain;

  // The reader's thread alone uses these.
  private PartitionPositions positions;
  private ReadingMark mark = new ReadingMark(Map.of());

  InputReader(
      Source source,
      InputDecoder decoder,
      NetworkInputs network,
      InputProgress progress,
      Consumer<String> words,
      Consumer<String> onFailure) {
    this.source = source;
    this.decoder = decoder;
    this.network = network;
    this.progress = progress;
    this.words = words;
    this.onFailure = onFailure;
    this.positions = PartitionPositions.stored(source.topic(), source.positions());
    this.thread =
        Thread.ofPlatform().name("input " + source.topic().topicName()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void lookAgain() {
    lookAgain = true;
    progress.lookAgain(source.topic());
  }

  /** An interrupt ends a wait for records as well as one for room in the journal. */
  void stop() {
    stopping.countDown();
    thread.interrupt();
  }

  void join() {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!isStopping()) {
        readWithNewConsumer();
      }
    } catch (InterruptedException | InterruptException _) {
      // Stopping.
    } catch (JournalStopped e) {
      // The journal has told why; nothing more is decided.
      LOG.debug("topic={} is read no further: {}", source.topic().topicName(), e.getMessage());
    } catch (StoreFailure e) {
      onFailure.accept(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("topic={} cannot be read on", source.topic().topicName(), e);
      onFailure.accept(source.topic().topicName() + " cannot be read on: " + e);
    }
  }

  private void readWithNewConsumer() throws InterruptedException, StoreFailure {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(ClientSettings.input(source.bootstrap(), source.topic()));
    try {
      while (!isStopping()) {
        takeUp(consumer);
        follow(consumer);
      }
    } catch (InterruptException e) {
      throw e;
    } catch (OffsetOutOfRangeException e) {
      LOG.debug("topic={} {}", source.topic().topicName(), e.getMessage());
    } catch (KafkaException e) {
      if (!(e instanceof RetriableException)) {
        LOG.warn("topic={} begins again: {}", source.topic().topicName(), e.toString());
      }
      progress.set(source.topic(), Reading.LOST);
      stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      boolean interrupted = Thread.interrupted();
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Stands where the last decision left off; also after an outage, which may have cost the log. */
  private void takeUp(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
    Topics.Facts facts = Topics.ensure(source.bootstrap()).of(source.topic());
    PartitionPositions.TakenUp taken = positions.takeUp(consumer, facts);
    positions = taken.positions();
    mark = new ReadingMark(taken.ends());
    taken.readAnew().ifPresent(words);
    progress.set(source.topic(), Reading.BEHIND);
  }

  /** Reads until Kafka is back after an outage: then the log may be another. */
  private void follow(KafkaConsumer<byte[], byte[]> consumer)
      throws InterruptedException, StoreFailure {
    FetchAnswers answers = new FetchAnswers(consumer);
    long silentNanos = 0;
    while (!isStopping()) {
      long beforeNanos = System.nanoTime();
      ConsumerRecords<byte[], byte[]> records = consumer.poll(STEP);
      long tookNanos = System.nanoTime() - beforeNanos;
      boolean wasLost = silentNanos > SILENCE.toNanos();
      boolean heard = answers.more() || !records.isEmpty();
      for (ConsumerRecord<byte[], byte[]> each : records) {
        take(each);
      }
      if (heard && wasLost) {
        return;
      }
      // A pause of the process is no silence of the broker.
      silentNanos = heard ? 0 : silentNanos + Math.min(tookNanos, 2 * STEP.toNanos());
      if (silentNanos > SILENCE.toNanos()) {
        progress.set(source.topic(), Reading.LOST);
      } else {
        markProgress(consumer, tookNanos > STEP.plus(PAUSE).toNanos());
      }
    }
  }

  private void markProgress(KafkaConsumer<byte[], byte[]> consumer, boolean paused) {
    if (paused || lookAgain) {
      lookAgain = false;
      progress.set(source.topic(), Reading.BEHIND);
      mark = new ReadingMark(consumer.endOffsets(consumer.assignment()));
    }
    if (mark.reached(consumer::position)) {
      progress.set(source.topic(), Reading.CAUGHT_UP);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> read) throws InterruptedException, StoreFailure {
    byte @Nullable [] key = read.key();
    byte @Nullable [] value = read.value();
    InputRecord record =
        new InputRecord(
            read.topic(),
            positions.topicId(),
            read.partition(),
            read.offset(),
            key == null ? NOTHING : key,
            value == null ? NOTHING : value);
    try {
      // A record without a key can still be understood: a console client sends such.
      Input input = decoder.decode(record.value(), Instant.ofEpochMilli(read.timestamp()));
      network.submit(input, record);
    } catch (MalformedMessage e) {
      network.putAside(record, String.valueOf(e.getMessage()));
    }
    positions.decided(read.partition(), read.offset());
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }
}
