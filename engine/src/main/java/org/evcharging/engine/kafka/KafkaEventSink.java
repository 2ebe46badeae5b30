package org.evcharging.engine.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.kafka.ProducerFailures;
import org.evcharging.lock.Locks;
import org.evcharging.message.Topic;

/**
 * Sends with a Kafka producer, made when the first record comes: until then the broker's name may
 * not even resolve. One that has failed for good is replaced when the next comes. Thread-safe.
 */
public final class KafkaEventSink implements EventSink {
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private final String bootstrap;
  private final String clientId;
  private final KafkaClients clients;
  private final ReentrantLock lock;

  @GuardedBy("lock")
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

  @GuardedBy("lock")
  private boolean closed;

  /**
   * A sink that connects when it is used.
   *
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public KafkaEventSink(String bootstrap, String clientId) {
    this(bootstrap, clientId, KafkaClients.overTheNetwork());
  }

  /**
   * The same, with clients from elsewhere.
   *
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public KafkaEventSink(String bootstrap, String clientId, KafkaClients clients) {
    this(bootstrap, clientId, clients, Locks.REAL);
  }

  KafkaEventSink(String bootstrap, String clientId, KafkaClients clients, Locks locks) {
    this.bootstrap = KafkaSettings.requireBootstrap(bootstrap);
    this.clientId = clientId;
    this.clients = clients;
    this.lock = locks.leaf();
  }

  /** Blocks for some seconds at most, and only while Kafka cannot be asked about the topic. */
  @Override
  public CompletableFuture<Void> send(Topic topic, String key, byte[] value) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    try {
      Producer<byte[], byte[]> sending = producer();
      send(sending, new ProducerRecord<>(topic.topicName(), keyBytes, value), done);
    } catch (KafkaException | IllegalStateException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  private void send(
      Producer<byte[], byte[]> sending,
      ProducerRecord<byte[], byte[]> record,
      CompletableFuture<Void> done) {
    try {
      Future<?> _ =
          sending.send(
              record,
              (_, failure) -> {
                if (failure == null) {
                  done.complete(null);
                } else {
                  forgetUnlessItMayRecover(sending, failure);
                  done.completeExceptionally(failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      forgetUnlessItMayRecover(sending, e);
      throw e;
    }
  }

  /** Maybe by the producer's own thread, which must not wait for the end of itself. */
  private void forgetUnlessItMayRecover(Producer<byte[], byte[]> failed, Exception failure) {
    if (ProducerFailures.endsIt(failure) && forgets(failed)) {
      failed.close(Duration.ZERO);
    }
  }

  /** False if it was forgotten before. */
  private boolean forgets(Producer<byte[], byte[]> failed) {
    lock.lock();
    try {
      boolean current = producer.isPresent() && producer.get().equals(failed);
      if (current) {
        producer = Optional.empty();
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Optional<Producer<byte[], byte[]>> last;
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

  private Producer<byte[], byte[]> producer() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      if (producer.isEmpty()) {
        producer = Optional.of(clients.producer(KafkaSettings.producer(bootstrap, clientId)));
      }
      return producer.get();
    } finally {
      lock.unlock();
    }
  }
}
