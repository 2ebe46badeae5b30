package org.evcharging.driver.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.evcharging.driver.core.NetworkPicture;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.kafka.TopicTail;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.message.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads once what Central has told of all charge points. */
public final class NetworkReading implements TailReader {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkReading.class);

  /** How soon {@code stopping} is noticed. */
  private static final Duration STEP = Duration.ofMillis(100);

  private final String bootstrap;
  private final Consumer<String> words;
  private final MessageCodec codec = new MessageCodec();
  private final NetworkPicture picture = new NetworkPicture();
  private final CountDownLatch done = new CountDownLatch(1);
  private Optional<Instant> centralHeardAt = Optional.empty();

  private NetworkReading(String bootstrap, Consumer<String> words) {
    this.bootstrap = bootstrap;
    this.words = words;
  }

  /**
   * What was read.
   *
   * @param centralHeardAt Kafka's time of Central's last heartbeat; empty if there is none
   */
  public record Reading(
      List<NetworkPicture.Listed> chargePoints, Optional<Instant> centralHeardAt) {}

  /**
   * Reads to the end then seen, however long Kafka takes to come.
   *
   * @param words takes sentences about what it waits for
   * @return empty if it was stopped before
   */
  public static Optional<Reading> read(
      String bootstrap, Consumer<String> words, BooleanSupplier stopping) {
    NetworkReading reading = new NetworkReading(bootstrap, words);
    TailSettings settings =
        TailSettings.ofAll(bootstrap, Topic.NETWORK.topicName(), Start.BEGINNING);
    boolean complete;
    try (TopicTail _ = TopicTail.start(settings, reading)) {
      complete = reading.await(stopping);
    }
    // The tail's thread has ended by now: what it wrote is safe to read.
    return complete
        ? Optional.of(new Reading(reading.picture.list(), reading.centralHeardAt))
        : Optional.empty();
  }

  private boolean await(BooleanSupplier stopping) {
    try {
      while (!stopping.getAsBoolean()) {
        if (done.await(STEP.toNanos(), TimeUnit.NANOSECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void read(TailRecord record) {
    if (record.removesKey()) {
      picture.removed(record.key());
      return;
    }
    try {
      NetworkRecord heard = codec.decodeNetwork(record.value());
      if (heard instanceof Heartbeat) {
        centralHeardAt = Optional.of(Instant.ofEpochMilli(record.timestampMs()));
      }
      picture.heard(heard);
    } catch (MalformedMessage e) {
      LOG.warn(
          "key={} partition={} offset={} passed over, not of the network: {}",
          record.key(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  @Override
  public void caughtUp() {
    done.countDown();
  }

  @Override
  public void waitingForTopic(String topic) {
    words.accept(
        "Central has not made " + topic + " in Kafka at " + bootstrap + " yet; waiting for it");
  }

  @Override
  public void contactLost() {
    words.accept("Kafka at " + bootstrap + " cannot be reached; waiting for it");
  }

  @Override
  public void contactRegained() {
    words.accept("Kafka at " + bootstrap + " is there");
  }
}
