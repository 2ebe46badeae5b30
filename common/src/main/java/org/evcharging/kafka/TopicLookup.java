package org.evcharging.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka whether a topic is there, which one it is, and how many partitions it has. */
final class TopicLookup implements AutoCloseable {
  private final Admin admin;
  private final String topic;

  /**
   * @throws KafkaException if no client can be made: the host name does not resolve, say
   */
  TopicLookup(String bootstrap, String topic) {
    this.admin = Admin.create(KafkaSettings.admin(bootstrap, "ev-lookup-" + topic));
    this.topic = topic;
  }

  /** Which topic of a name this is. */
  record Topic(String id, int partitionCount) {}

  /** A question under way. */
  final class Question {
    private final KafkaFuture<TopicDescription> answer =
        Objects.requireNonNull(
            admin.describeTopics(List.of(topic)).topicNameValues().get(topic), topic);

    boolean answeredWithin(Duration patience) throws InterruptedException {
      try {
        answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (ExecutionException _) {
        return true;
      } catch (TimeoutException _) {
        return false;
      }
    }

    /**
     * The answer, once it is there; empty if there is no such topic.
     *
     * @throws KafkaException if Kafka could not say
     */
    Optional<Topic> answer() throws InterruptedException {
      try {
        TopicDescription found = answer.get();
        return Optional.of(new Topic(found.topicId().toString(), found.partitions().size()));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          return Optional.empty();
        }
        throw new KafkaException(String.valueOf(e.getCause()), e.getCause());
      }
    }
  }

  Question ask() {
    return new Question();
  }

  /** Leaves questions under way unanswered. */
  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
