package org.evcharging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records in the order they are given, and keeps trying for as long as it takes: with Kafka
 * away, with a topic that nobody has made yet. Never blocks its callers; bounded, so that it says
 * no when too much waits. Thread-safe.
 */
public final class EventSender implements RecordSender {
  private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);

  /** Given and not acknowledged yet. An Engine has one event a second, so this is hours of them. */
  public static final int MAX_WAITING = 10_000;

  /** How long to leave Kafka alone when no client can be made or the topic is not there. */
  private static final Duration RETRY = Duration.ofMillis(500);

  /** How long {@link #close} tries to send what waits. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  /** How long a question about the topic may hold {@link #close} up. */
  private static final Duration ASKING_PATIENCE = Duration.ofSeconds(1);

  private record Outgoing(ProducerRecord<byte[], byte[]> record, Runnable onAcknowledged) {}

  private final String bootstrap;
  private final String clientId;
  private final KafkaClients clients;
  private final BlockingQueue<Outgoing> given = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicInteger waiting = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile long closeUntilNanos;
  private final Thread thread;

  /** The producer in use has failed in a way that it does not survive. */
  private volatile boolean broken;

  /** Taken, and not given to a producer yet. The thread's own. */
  private Optional<Outgoing> next = Optional.empty();

  private EventSender(String bootstrap, String clientId, KafkaClients clients) {
    this.bootstrap = KafkaSettings.requireBootstrap(bootstrap);
    this.clientId = clientId;
    this.clients = clients;
    this.thread = Thread.ofPlatform().daemon().name("sender " + clientId).unstarted(this::run);
  }

  /**
   * Begins. Returns at once, whether Kafka is there or not.
   *
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public static EventSender start(String bootstrap, String clientId) {
    return start(bootstrap, clientId, KafkaClients.overTheNetwork());
  }

  /** The same, with clients from elsewhere. */
  static EventSender start(String bootstrap, String clientId, KafkaClients clients) {
    EventSender sender = new EventSender(bootstrap, clientId, clients);
    sender.thread.start();
    return sender;
  }

  @Override
  public boolean send(String topic, String key, byte[] value) {
    return send(topic, key, value, () -> {});
  }

  /**
   * Sends a record, if there is room.
   *
   * @param onAcknowledged called when Kafka has it, on a thread that must not be kept; never called
   *     if Kafka refuses it for ever, which is logged
   * @return false if {@link #MAX_WAITING} records wait, or after {@link #close}: it is not sent
   */
  public boolean send(String topic, String key, byte[] value, Runnable onAcknowledged) {
    if (isClosing() || waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return false;
    }
    return given.offer(
        new Outgoing(new ProducerRecord<>(topic, key.getBytes(UTF_8), value), onAcknowledged));
  }

  @Override
  public int waiting() {
    return waiting.get();
  }

  /** Sends what waits for two seconds at most, then stops. What is left then is logged. */
  @Override
  public void close() {
    closeUntilNanos = System.nanoTime() + CLOSE_PATIENCE.toNanos();
    closing.countDown();
    try {
      boolean _ = thread.join(CLOSE_PATIENCE.plus(ASKING_PATIENCE));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void run() {
    try {
      Optional<Producer<byte[], byte[]>> producer = makeProducer();
      while (producer.isPresent()) {
        sendAllBy(producer.get());
        producer = makeProducer();
      }
    } catch (InterruptedException | InterruptException _) {
      Thread.currentThread().interrupt();
    }
    if (waiting() > 0) {
      LOG.warn("client={} closed with waiting={} records not sent", clientId, waiting());
    }
  }

  /** Until everything is sent and this is closing, or the producer is of no more use. */
  private void sendAllBy(Producer<byte[], byte[]> producer) throws InterruptedException {
    broken = false;
    try {
      sendAll(producer);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      LOG.warn("client={} takes another producer: {}", clientId, e.toString());
      pause();
    } finally {
      close(producer);
    }
  }

  private void close(Producer<byte[], byte[]> producer) {
    long nanos = isClosing() ? Math.max(0, closeUntilNanos - System.nanoTime()) : 0;
    producer.close(Duration.ofNanos(nanos));
  }

  /** None only when closing: a host name that does not resolve yet may do so later. */
  private Optional<Producer<byte[], byte[]>> makeProducer() throws InterruptedException {
    while (!isClosing()) {
      try {
        Map<String, Object> settings = KafkaSettings.producer(bootstrap, clientId);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) ASKING_PATIENCE.toMillis());
        return Optional.of(clients.producer(settings));
      } catch (KafkaException e) {
        LOG.debug("client={} cannot be made yet: {}", clientId, e.toString());
        pause();
      }
    }
    return Optional.empty();
  }

  private void sendAll(Producer<byte[], byte[]> producer) throws InterruptedException {
    while (!broken && (!isClosing() || next.isPresent() || !given.isEmpty())) {
      if (next.isEmpty()) {
        next = Optional.ofNullable(given.poll(100, TimeUnit.MILLISECONDS));
      }
      if (next.isPresent() && !sendOne(producer, next.get())) {
        return;
      }
    }
  }

  /** Returns false if it was closed before the topic was there. */
  private boolean sendOne(Producer<byte[], byte[]> producer, Outgoing one)
      throws InterruptedException {
    while (!hasTopic(producer, one.record().topic())) {
      if (isClosing()) {
        return false;
      }
      pause();
    }
    var _ = producer.send(one.record(), (_, failure) -> acknowledged(one, failure));
    next = Optional.empty();
    return true;
  }

  /** Blocks for a second at most, and only while Kafka has not told of the topic. */
  private static boolean hasTopic(Producer<byte[], byte[]> producer, String topic) {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (TimeoutException _) {
      return false;
    }
  }

  private void acknowledged(Outgoing sent, @Nullable Exception failure) {
    if (failure != null && isClosing()) {
      // Given up by close, which says how many.
      return;
    }
    waiting.decrementAndGet();
    if (failure == null) {
      sent.onAcknowledged().run();
    } else {
      broken = broken || ProducerFailures.endsIt(failure);
      LOG.error(
          "topic={} key={} not sent: {}",
          sent.record().topic(),
          new String(sent.record().key(), UTF_8),
          failure.toString());
    }
  }

  private void pause() throws InterruptedException {
    closing.await(RETRY.toNanos(), TimeUnit.NANOSECONDS);
  }
}
