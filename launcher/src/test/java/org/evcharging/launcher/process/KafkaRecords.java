package org.evcharging.launcher.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka as a stranger sees it: text in, text out, none of our code. Thread-safe, as conditions that
 * are awaited are looked at by other threads.
 */
public final class KafkaRecords implements AutoCloseable {
  private final String bootstrap;
  private final KafkaProducer<String, String> producer;

  @GuardedBy("this")
  private final Map<String, TopicSoFar> topics = new HashMap<>();

  public KafkaRecords(String bootstrap) {
    this.bootstrap = bootstrap;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer());
  }

  /** Returns when Kafka has acknowledged it. */
  public void write(String topic, String key, String value) {
    write(new ProducerRecord<>(topic, key, value));
  }

  public void write(ProducerRecord<String, String> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Asks for a charge, as a console client of Kafka can. */
  public void request(String requestId, String driver, String chargePoint) {
    write(
        "ev.requests",
        chargePoint,
        """
        {"type":"StartCharging","requestId":"%s","driverId":"%s","chargePointId":"%s"}\
        """
            .formatted(requestId, driver, chargePoint));
  }

  /** All values of a topic now, oldest first within each partition. */
  public synchronized List<String> read(String topic) {
    return topics.computeIfAbsent(topic, name -> new TopicSoFar(bootstrap, name)).values();
  }

  /** The values of a topic that contain all of the texts. */
  public List<String> read(String topic, String... texts) {
    return read(topic).stream()
        .filter(value -> List.of(texts).stream().allMatch(value::contains))
        .toList();
  }

  /** The values of {@code ev.notifications} that contain all of the texts. */
  public List<String> notifications(String... texts) {
    return read("ev.notifications", texts);
  }

  @Override
  public synchronized void close() {
    producer.close(Duration.ZERO);
    topics.values().forEach(TopicSoFar::close);
  }

  /** What a topic has held, read on from where the last reading ended. */
  private static final class TopicSoFar implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final List<TopicPartition> partitions;
    private final List<String> values = new ArrayList<>();

    TopicSoFar(String bootstrap, String topic) {
      consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", bootstrap),
              new StringDeserializer(),
              new StringDeserializer());
      partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    List<String> values() {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> values.add(record.value()));
      }
      return List.copyOf(values);
    }

    @Override
    public void close() {
      consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }
  }
}
