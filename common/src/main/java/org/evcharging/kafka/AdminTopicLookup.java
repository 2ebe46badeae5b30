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

/** Asks brokers over the network, through a client of its own. */
final class AdminTopicLookup implements TopicLookup {
  private final Admin admin;
  private final String topic;

  /**
   * @throws KafkaException if no client can be made: the host name does not resolve, say
   */
  AdminTopicLookup(String bootstrap, String topic) {
    this.admin = Admin.create(KafkaSettings.admin(bootstrap, "ev-lookup-" + topic));
    this.topic = topic;
  }

  @Override
  public Question ask() {
    return new Asked(
        Objects.requireNonNull(
            admin.describeTopics(List.of(topic)).topicNameValues().get(topic), topic));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private record Asked(KafkaFuture<TopicDescription> answerToCome) implements Question {
    @Override
    public boolean answeredWithin(Duration patience) throws InterruptedException {
      try {
        answerToCome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (ExecutionException _) {
        return true;
      } catch (TimeoutException _) {
        return false;
      }
    }

    @Override
    public Optional<Topic> answer() throws InterruptedException {
      try {
        TopicDescription found = answerToCome.get();
        return Optional.of(new Topic(found.topicId().toString(), found.partitions().size()));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          return Optional.empty();
        }
        throw new KafkaException(String.valueOf(e.getCause()), e.getCause());
      }
    }
  }
}
