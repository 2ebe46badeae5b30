package org.evcharging.engine.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.Topic;

/**
 * Sends with a Kafka producer, made when the first record comes: until then the broker's name may
 * not even resolve. Thread-safe.
 */
public final class KafkaEventSink implements EventSink {
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private final String bootstrap;
  private final String clientId;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private Optional<KafkaProducer<byte[], byte[]>> producer = Optional.empty();

  @GuardedBy("lock")
  private boolean closed;

  /**
   * A sink that connects when it is used.
   *
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public KafkaEventSink(String bootstrap, String clientId) {
    this.bootstrap = KafkaSettings.requireBootstrap(bootstrap);
    this.clientId = clientId;
  }

  /** Blocks for some seconds at most, and only while Kafka cannot be asked about the topic. */
  @Override
  public CompletableFuture<Void> send(Topic topic, String key, byte[] value) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    try {
      Future<?> _ =
          producer()
              .send(
                  new ProducerRecord<>(topic.topicName(), keyBytes, value),
                  (_, failure) -> {
                    if (failure == null) {
                      done.complete(null);
                    } else {
                      done.completeExceptionally(failure);
                    }
                  });
    } catch (KafkaException | IllegalStateException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  @Override
  public void close() {
    Optional<KafkaProducer<byte[], byte[]>> last;
    lock.lock();
    try {
      closed = true;
      last = producer;
      producer = Optional.empty();
    } finally {
      lock.unlock();
    }
    last.ifPresent(open -> open.close(CLOSE_PATIENCE));
  }

  private KafkaProducer<byte[], byte[]> producer() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      if (producer.isEmpty()) {
        producer = Optional.of(new KafkaProducer<>(KafkaSettings.producer(bootstrap, clientId)));
      }
      return producer.get();
    } finally {
      lock.unlock();
    }
  }
}
