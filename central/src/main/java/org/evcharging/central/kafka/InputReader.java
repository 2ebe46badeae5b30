package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.evcharging.central.journal.JournalStopped;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one input topic on a thread of its own. Whatever Kafka does, it begins again where its
 * follower stands.
 */
final class InputReader {
  private static final Logger LOG = LoggerFactory.getLogger(InputReader.class);

  private static final Duration RETRY = Duration.ofMillis(500);

  private final String bootstrap;
  private final Topic topic;
  private final TopicFollower follower;
  private final Consumer<String> words;
  private final Consumer<String> onFailure;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);

  InputReader(
      String bootstrap,
      Topic topic,
      TopicFollower follower,
      Consumer<String> words,
      Consumer<String> onFailure) {
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.follower = follower;
    this.words = words;
    this.onFailure = onFailure;
    this.thread = Thread.ofPlatform().name("input " + topic.topicName()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void lookAgain() {
    follower.lookAgain();
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
      LOG.debug("topic={} is read no further: {}", topic.topicName(), e.getMessage());
    } catch (StoreFailure e) {
      onFailure.accept(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("topic={} cannot be read on", topic.topicName(), e);
      onFailure.accept(topic.topicName() + " cannot be read on: " + e);
    }
  }

  private void readWithNewConsumer() throws InterruptedException, StoreFailure {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(ClientSettings.input(bootstrap, topic));
    try {
      while (!isStopping()) {
        takeUp(consumer);
        boolean sameLog = true;
        while (sameLog && !isStopping()) {
          sameLog = follower.step(consumer);
        }
      }
    } catch (InterruptException e) {
      throw e;
    } catch (OffsetOutOfRangeException e) {
      LOG.debug("topic={} {}", topic.topicName(), e.getMessage());
    } catch (KafkaException e) {
      if (!(e instanceof RetriableException)) {
        LOG.warn("topic={} begins again: {}", topic.topicName(), e.toString());
      }
      follower.lost();
      stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      boolean interrupted = Thread.interrupted();
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void takeUp(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
    Topics.Facts facts = Topics.ensure(bootstrap).of(topic);
    follower.takeUp(consumer, facts).ifPresent(words);
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }
}
