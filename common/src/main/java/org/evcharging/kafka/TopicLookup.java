package org.evcharging.kafka;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Asks Kafka whether a topic is there, which one it is, and how many partitions it has. Not
 * thread-safe.
 */
public interface TopicLookup extends AutoCloseable {

  /** Which topic of a name this is. */
  record Topic(String id, int partitionCount) {}

  /** A question under way. */
  interface Question {
    /**
     * Waits for the answer, if need be.
     *
     * @param patience how long; zero: not at all
     * @return whether the answer is there
     */
    boolean answeredWithin(Duration patience) throws InterruptedException;

    /**
     * The answer, once it is there; empty if there is no such topic.
     *
     * @throws KafkaException if Kafka could not say
     */
    Optional<Topic> answer() throws InterruptedException;
  }

  /** Asks, without waiting. */
  Question ask();

  /** Leaves questions under way unanswered. */
  @Override
  void close();
}
