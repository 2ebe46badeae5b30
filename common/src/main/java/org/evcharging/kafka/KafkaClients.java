package org.evcharging.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Makes the clients through which a program talks to Kafka. Thread-safe. */
public interface KafkaClients {

  /**
   * A consumer, the caller's to close. Its metrics have {@code fetch-total}, as Kafka's own: how
   * many fetches were answered.
   *
   * @param settings as {@link KafkaSettings#consumer} gives them
   * @throws org.apache.kafka.common.KafkaException if none can be made: the host name does not
   *     resolve, say
   */
  Consumer<byte[], byte[]> consumer(Map<String, Object> settings);

  /**
   * A producer, the caller's to close.
   *
   * @param settings as {@link KafkaSettings#producer} gives them
   * @throws org.apache.kafka.common.KafkaException if none can be made
   */
  Producer<byte[], byte[]> producer(Map<String, Object> settings);

  /**
   * Asks about a topic, the caller's to close.
   *
   * @throws org.apache.kafka.common.KafkaException if no client can be made
   */
  TopicLookup lookup(String bootstrap, String topic);

  /** Kafka's own, which talk to brokers over the network. */
  static KafkaClients overTheNetwork() {
    return new OverTheNetwork();
  }

  /**
   * The same for those who have much to send and no hurry: a producer waits for more before it
   * sends, and the broker and all readers behind it have fewer and larger requests to answer.
   *
   * @param linger how long at most; whole milliseconds
   */
  static KafkaClients gathering(Duration linger) {
    return new OverTheNetwork() {
      @Override
      public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> patient = new HashMap<>(settings);
        patient.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        return super.producer(patient);
      }
    };
  }
}
