package org.evcharging.launcher.central;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.evcharging.central.kafka.Topics;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.launcher.broker.EmbeddedBroker;
import org.evcharging.message.Topic;

/** A real Kafka with our topics, few partitions each, and hands to write and read them. */
final class KafkaScene implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);
  private static final int PARTITIONS = 3;

  private final Path data;
  private final int port;
  private final KafkaProducer<byte[], byte[]> producer;
  private EmbeddedBroker broker;

  KafkaScene(Path data) {
    this.data = data;
    this.broker = EmbeddedBroker.start(data, 0);
    this.port = Integer.parseInt(broker.bootstrap().split(":", -1)[1]);
    this.producer = new KafkaProducer<>(KafkaSettings.producer(bootstrap(), "test"));
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  void stopBroker() {
    broker.close();
  }

  void startBroker() {
    broker = EmbeddedBroker.start(data, port);
  }

  /** Makes all topics, anew if they were there. */
  Topics freshTopics() throws Exception {
    List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
    try (Admin admin = Admin.create(KafkaSettings.admin(bootstrap(), "test"))) {
      delete(admin, admin.listTopics().names().get().stream().filter(names::contains).toList());
      admin
          .createTopics(
              names.stream()
                  .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()))
                  .toList())
          .all()
          .get(20, TimeUnit.SECONDS);
    }
    return Topics.ensure(bootstrap());
  }

  private static void delete(Admin admin, List<String> there) throws Exception {
    admin.deleteTopics(there).all().get(20, TimeUnit.SECONDS);
    await()
        .atMost(SOON)
        .until(() -> admin.listTopics().names().get().stream().noneMatch(there::contains));
  }

  RecordMetadata write(Topic topic, String key, byte[] value) throws Exception {
    return write(topic, key, value, new RecordHeaders());
  }

  RecordMetadata write(Topic topic, String key, byte[] value, Iterable<Header> headers)
      throws Exception {
    return producer
        .send(
            new ProducerRecord<>(
                topic.topicName(), null, key == null ? null : key.getBytes(UTF_8), value, headers))
        .get(20, TimeUnit.SECONDS);
  }

  /** Everything in a topic, each partition in its order. */
  List<ConsumerRecord<byte[], byte[]>> readAll(Topic topic) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(KafkaSettings.consumer(bootstrap(), "test"))) {
      int count = consumer.partitionsFor(topic.topicName()).size();
      List<TopicPartition> partitions =
          IntStream.range(0, count)
              .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    broker.close();
  }
}
