package org.evcharging.kafka;

import org.apache.kafka.common.KafkaException;
import org.evcharging.time.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a tail talks to Kafka through: made, and given up, together. */
record TailClients(TopicWatch watch, TailCursor cursor) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TailClients.class);

  /**
   * @throws KafkaException if they cannot be made: the host name does not resolve, say
   */
  static TailClients make(TailSettings settings, KafkaClients clients, Clocks clocks) {
    TopicLookup lookup = clients.lookup(settings.bootstrap(), settings.topic());
    try {
      return new TailClients(
          new TopicWatch(lookup, clocks),
          new TailCursor(
              settings,
              clients.consumer(
                  KafkaSettings.consumer(settings.bootstrap(), "ev-tail-" + settings.topic()))));
    } catch (KafkaException e) {
      lookup.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try (watch) {
      cursor.close();
    } catch (KafkaException e) {
      LOG.debug("a consumer did not close well: {}", e.toString());
    }
  }
}
