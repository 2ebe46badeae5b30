package org.evcharging.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** Kafka's own clients, with the settings that they are given. */
class OverTheNetwork implements KafkaClients {
  @Override
  public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings);
  }

  @Override
  public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings);
  }

  @Override
  public TopicLookup lookup(String bootstrap, String topic) {
    return new AdminTopicLookup(bootstrap, topic);
  }
}
