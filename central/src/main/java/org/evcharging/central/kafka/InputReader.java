package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.utils.Utils;
import org.evcharging.central.journal.JournalStopped;
import org.evcharging.central.kafka.TopicFollower.Found;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.Topic;
import org.evcharging.time.Stepped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one input topic. Whatever Kafka does, it begins again where its follower stands. A step
 * waits for room in the journal, too. One thread at a time steps and closes it.
 */
public final class InputReader implements Stepped, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InputReader.class);

  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private final KafkaAccess kafka;
  private final Topic topic;
  private final TopicFollower follower;
  private final Consumer<String> words;
  private final Consumer<String> onFailure;
  private Optional<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumer =
      Optional.empty();

  /** The follower stands in the topic, with this consumer. */
  private boolean takenUp;

  /** It cannot go on, and whoever must know has been told. */
  private boolean over;

  InputReader(
      KafkaAccess kafka,
      Topic topic,
      TopicFollower follower,
      Consumer<String> words,
      Consumer<String> onFailure) {
    this.kafka = kafka;
    this.topic = topic;
    this.follower = follower;
    this.words = words;
    this.onFailure = onFailure;
  }

  public Topic topic() {
    return topic;
  }

  /** Records of the topic that are not decided yet, as far as Kafka has told; by any thread. */
  long undecided() {
    return follower.undecided();
  }

  void lookAgain() {
    follower.lookAgain();
  }

  @Override
  public Duration step(Duration patience) throws InterruptedException {
    if (over) {
      return Steps.FOR_EVER;
    }
    try {
      return read(patience);
    } catch (InterruptException e) {
      throw Steps.interrupted(e);
    } catch (JournalStopped e) {
      // The journal has told why; nothing more is decided.
      LOG.debug("topic={} is read no further: {}", topic.topicName(), e.getMessage());
    } catch (StoreFailure e) {
      onFailure.accept(e.line());
    } catch (RuntimeException e) {
      LOG.error("topic={} cannot be read on", topic.topicName(), e);
      onFailure.accept(topic.topicName() + " cannot be read on: " + e);
    }
    over = true;
    return Steps.FOR_EVER;
  }

  private Duration read(Duration patience) throws InterruptedException, StoreFailure {
    try {
      if (consumer.isEmpty()) {
        consumer =
            Optional.of(kafka.clients().consumer(ClientSettings.input(kafka.bootstrap(), topic)));
      }
      return follow(consumer.get(), Steps.shorter(patience, TopicFollower.STEP));
    } catch (InterruptException e) {
      throw e;
    } catch (OffsetOutOfRangeException e) {
      LOG.debug("topic={} {}", topic.topicName(), e.getMessage());
      if (e instanceof LogTruncationException cut) {
        follower.lostRecords(cut.partitions());
      }
      close();
      return Duration.ZERO;
    } catch (KafkaException e) {
      if (!(e instanceof RetriableException)) {
        LOG.warn("topic={} begins again: {}", topic.topicName(), e.toString());
      }
      follower.lost();
      close();
      return RETRY;
    }
  }

  private Duration follow(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> reading, Duration wait)
      throws InterruptedException, StoreFailure {
    if (!takenUp) {
      Topics.Facts facts = kafka.topics().ensure().of(topic);
      follower.takeUp(reading, facts).ifPresent(words);
      takenUp = true;
    }
    Found found = follower.step(reading, wait);
    takenUp = found != Found.ANOTHER_LOG;
    return found == Found.NOTHING ? TopicFollower.STEP.minus(wait) : Duration.ZERO;
  }

  /** Lets Kafka go; within a second. A consumer that does not close well is no reason to stop. */
  @Override
  public void close() {
    takenUp = false;
    consumer.ifPresent(it ->
        Utils.closeQuietly(
            () -> it.close(CloseOptions.timeout(CLOSE_PATIENCE)),
            "the consumer of " + topic.topicName()));
    consumer = Optional.empty();
  }
}
