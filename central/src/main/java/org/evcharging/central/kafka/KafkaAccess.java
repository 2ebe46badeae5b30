package org.evcharging.central.kafka;

import org.evcharging.kafka.KafkaClients;
import org.evcharging.kafka.Tails;

/**
 * How Central's parts get at Kafka.
 *
 * @param bootstrap its address, {@code host:port}
 * @param clients makes producers and consumers
 * @param tails reads {@code ev.network}
 * @param topics sees to it that the topics are there
 */
public record KafkaAccess(
    String bootstrap, KafkaClients clients, Tails tails, Topics.Source topics) {

  /** With Kafka's own clients, and a thread for each topic that is read as it grows. */
  public static KafkaAccess overTheNetwork(String bootstrap) {
    return new KafkaAccess(
        bootstrap,
        KafkaClients.overTheNetwork(),
        Tails.inThreads(),
        () -> Topics.ensure(bootstrap));
  }
}
