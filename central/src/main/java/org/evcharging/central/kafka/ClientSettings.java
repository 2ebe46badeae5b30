package org.evcharging.central.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.Topic;

/**
 * How Central sets up the clients that all its load goes through. Public, so that what Central is
 * measured against uses the same.
 */
public final class ClientSettings {
  private static final int MAX_POLL_RECORDS = 1_000;

  /** What one fetch may bring, of all partitions: 48 full megabytes would be too much at once. */
  private static final int MAX_FETCH_BYTES = 8 * 1024 * 1024;

  private ClientSettings() {}

  /** Of the consumer of an input topic. */
  public static Map<String, Object> input(String bootstrap, Topic topic) {
    Map<String, Object> settings =
        KafkaSettings.consumer(bootstrap, "ev-central-" + topic.topicName());
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES);
    return settings;
  }

  /** Of the producer of all that is committed. */
  public static Map<String, Object> outbox(String bootstrap) {
    Map<String, Object> settings = KafkaSettings.producer(bootstrap, "ev-central-outbox");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicSettings.MAX_DEAD_LETTER_BYTES);
    // Short, since nothing else can be done meanwhile: neither stopping nor looking at answers.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
    return settings;
  }
}
