package org.evcharging.launcher.process;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What {@code ev.network} says of the charge points, read by none of our code. */
final class NetworkStates implements AutoCloseable {
  private final KafkaConsumer<String, String> consumer;
  private final Map<String, String> newest = new HashMap<>();

  NetworkStates(String bootstrap) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor("ev.network").stream()
            .map(info -> new TopicPartition("ev.network", info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Only what is said from now on counts. */
  void forget() {
    while (consumer.poll(Duration.ofMillis(200)).count() > 0) {
      // What was said before.
    }
    newest.clear();
  }

  /**
   * Waits until so many are available.
   *
   * @return how long it took from the call
   */
  Duration awaitAvailable(int chargePoints, Duration patience) {
    long startNanos = System.nanoTime();
    long available = available();
    while (available < chargePoints) {
      if (System.nanoTime() - startNanos > patience.toNanos()) {
        throw new AssertionError(
            "%d of %d available after %s".formatted(available, chargePoints, patience));
      }
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
        newest.put(record.key(), record.value());
      }
      available = available();
    }
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private long available() {
    return newest.values().stream().filter(value -> value.contains("\"AVAILABLE\"")).count();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
