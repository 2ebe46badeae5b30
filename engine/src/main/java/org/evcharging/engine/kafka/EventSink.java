package org.evcharging.engine.kafka;

import java.util.concurrent.CompletableFuture;
import org.evcharging.message.Topic;

/** Where an Engine's records go. Thread-safe; may be shared by many Engines. */
public interface EventSink extends AutoCloseable {
  /**
   * Sends one record, patiently.
   *
   * @return done once Kafka has it for good; failed if it never will, so that it may be sent again
   */
  CompletableFuture<Void> send(Topic topic, String key, byte[] value);

  @Override
  void close();
}
