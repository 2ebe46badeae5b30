package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.evcharging.kafka.Broker;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.Topic;

/** The topics of spec §7 as the broker has them. Immutable. */
public final class Topics {
  /** How long the broker may take to answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long to leave a broker alone that has answered "not now". */
  private static final Duration RETRY = Duration.ofMillis(200);

  private final Map<Topic, Facts> facts;

  private Topics(Map<Topic, Facts> facts) {
    this.facts = facts;
  }

  /**
   * One topic.
   *
   * @param id the broker's, which a topic made anew does not share
   */
  public record Facts(String id, int partitions) {}

  /** Who sees to it that the topics are there. */
  @FunctionalInterface
  public interface Source {
    /**
     * Makes the topics that are not there.
     *
     * @throws RetriableException if the broker cannot be reached or is not ready
     * @throws KafkaException if it refuses
     */
    Topics ensure() throws InterruptedException;
  }

  /** Topics of which somebody knows, all of them. */
  public static Topics of(Map<Topic, Facts> facts) {
    return new Topics(new EnumMap<>(facts));
  }

  public Facts of(Topic topic) {
    return Optional.ofNullable(facts.get(topic)).orElseThrow();
  }

  /**
   * Waits for the broker as long as it takes, then makes the topics that are not there. Topics that
   * are there stay as they are, whatever their partition count.
   *
   * @param words takes a sentence when the broker is not there, and another when it comes
   * @param stopping asked several times a second; if true, no more waiting
   * @return empty only when stopping or interrupted
   * @throws KafkaException if the broker refuses for good
   */
  public static Optional<Topics> await(
      String bootstrap, Consumer<String> words, BooleanSupplier stopping) {
    while (Broker.await(bootstrap, words, stopping)) {
      try {
        return Optional.of(ensure(bootstrap));
      } catch (RetriableException _) {
        // It answers, but is not ready yet, or has gone again.
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Makes the topics that are not there.
   *
   * @throws RetriableException if the broker cannot be reached or is not ready
   * @throws KafkaException if it refuses
   */
  public static Topics ensure(String bootstrap) throws InterruptedException {
    return ensure(bootstrap, Topic.PARTITIONS);
  }

  /** The same, with a number of partitions for the topics that it makes. */
  public static Topics ensure(String bootstrap, int partitions) throws InterruptedException {
    Admin admin = Admin.create(KafkaSettings.admin(bootstrap, "ev-central-topics"));
    try {
      return ensure(admin, partitions);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private static Topics ensure(Admin admin, int partitions) throws InterruptedException {
    long untilNanos = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Map<Topic, Facts> found = describe(admin);
      List<NewTopic> missing = new ArrayList<>();
      for (Topic topic : Topic.values()) {
        if (!found.containsKey(topic)) {
          missing.add(blueprint(topic, partitions));
        }
      }
      if (missing.isEmpty()) {
        return new Topics(found);
      }
      if (System.nanoTime() - untilNanos > 0) {
        throw new org.apache.kafka.common.errors.TimeoutException(
            "topics made " + PATIENCE.toMillis() + " ms ago are not there yet: " + missing);
      }
      create(admin, missing);
      TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
    }
  }

  private static Map<Topic, Facts> describe(Admin admin) throws InterruptedException {
    List<String> names = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      names.add(topic.topicName());
    }
    var answers = admin.describeTopics(names).topicNameValues();
    Map<Topic, Facts> found = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      facts(Objects.requireNonNull(answers.get(topic.topicName())))
          .ifPresent(facts -> found.put(topic, facts));
    }
    return found;
  }

  /** Empty if there is no such topic. */
  private static Optional<Facts> facts(KafkaFuture<TopicDescription> answer)
      throws InterruptedException {
    try {
      TopicDescription found = get(answer);
      return Optional.of(new Facts(found.topicId().toString(), found.partitions().size()));
    } catch (UnknownTopicOrPartitionException _) {
      return Optional.empty();
    }
  }

  private static void create(Admin admin, List<NewTopic> missing) throws InterruptedException {
    for (KafkaFuture<Void> made : admin.createTopics(missing).values().values()) {
      try {
        get(made);
      } catch (TopicExistsException _) {
        // Made by another meanwhile, or by us a moment ago.
      }
    }
  }

  private static NewTopic blueprint(Topic topic, int partitions) {
    return new NewTopic(topic.topicName(), Optional.of(partitions), Optional.empty())
        .configs(TopicSettings.of(topic));
  }

  private static <T> T get(KafkaFuture<T> answer) throws InterruptedException {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          "no answer from Kafka in " + PATIENCE.toMillis() + " ms", e);
    }
  }
}
