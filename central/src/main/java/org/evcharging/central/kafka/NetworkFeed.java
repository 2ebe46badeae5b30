package org.evcharging.central.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.evcharging.central.journal.CommitListener;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.message.Topic;
import org.evcharging.time.Clocks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody on {@code ev.network} how the charge points are: each change once it is on the
 * disk, all of them again within each minute, and every 2 s that Central lives. Keys that the
 * database does not know are removed at the start. Nothing piles up while Kafka is away: only the
 * newest state of each charge point counts. Thread-safe.
 */
public final class NetworkFeed implements CommitListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkFeed.class);

  /** Spec §7. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  /**
   * After a change the next ones are gathered for so long: of a charge point that comes and goes
   * many times a second, nobody needs each state.
   */
  private static final Duration PACE = Duration.ofMillis(200);

  /** How often repetitions are looked for. */
  private static final Duration TICK = Duration.ofMillis(100);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int MAX_IN_FLIGHT = 1_000;

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Heartbeat heartbeat;
  private final Clocks clocks;
  private final MessageCodec codec = new MessageCodec();
  private final StateBoard board;
  private final StrangeKeys strangeKeys;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Semaphore room = new Semaphore(MAX_IN_FLIGHT);
  private final Thread thread = Thread.ofPlatform().name("network feed").unstarted(this::run);

  // Written by the feed's own thread only.
  private boolean refused;
  private long heartbeatDueNanos;
  private long lastToldNanos;

  NetworkFeed(
      Supplier<Producer<byte[], byte[]>> producers,
      StrangeKeys strangeKeys,
      Heartbeat heartbeat,
      Clocks clocks) {
    this.producers = producers;
    this.strangeKeys = strangeKeys;
    this.heartbeat = heartbeat;
    this.clocks = clocks;
    long nowNanos = clocks.nanos();
    this.board = new StateBoard(nowNanos);
    this.heartbeatDueNanos = nowNanos;
    this.lastToldNanos = nowNanos - PACE.toNanos();
  }

  /**
   * Begins with the first heartbeat; to be called when {@link CentralWatch} has found no other
   * Central. Add it to the journal's listeners before that takes entries.
   *
   * @param states of all charge points that the database knows
   */
  public static NetworkFeed start(
      String bootstrap, Heartbeat heartbeat, Collection<ChargePointState> states, Clocks clocks) {
    NetworkFeed feed =
        new NetworkFeed(
            () -> new KafkaProducer<>(settings(bootstrap)),
            StrangeKeys.lookFor(bootstrap),
            heartbeat,
            clocks);
    feed.board.put(states);
    feed.thread.start();
    return feed;
  }

  private static Map<String, Object> settings(String bootstrap) {
    Map<String, Object> settings = KafkaSettings.producer(bootstrap, "ev-central-network");
    // Old news is no news: what cannot be sent in some seconds is replaced by its next.
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
    return settings;
  }

  @Override
  public void committed(Committed committed) {
    for (Entry entry : committed.entries()) {
      if (!entry.states().isEmpty()) {
        board.put(entry.states());
      }
    }
  }

  private void run() {
    try {
      while (!isClosing()) {
        feedWithNewProducer();
      }
    } catch (InterruptedException | InterruptException _) {
      // Closing.
    }
  }

  private void feedWithNewProducer() throws InterruptedException {
    try {
      Producer<byte[], byte[]> producer = producers.get();
      try {
        while (!isClosing()) {
          feed(producer);
          awaitNews();
        }
      } finally {
        boolean interrupted = Thread.interrupted();
        producer.close(RETRY);
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      // A network that hears nothing of Central stops; a fault here must not end the feed.
      LOG.warn("the network feed begins again", e);
      closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Sends what is due now. */
  void feed(Producer<byte[], byte[]> producer) {
    beat(producer);
    tellStates(producer);
    removeStrangers(producer);
  }

  private void awaitNews() throws InterruptedException {
    long paceNanos = lastToldNanos + PACE.toNanos() - clocks.nanos();
    if (paceNanos > 0) {
      closing.await(paceNanos, TimeUnit.NANOSECONDS);
    } else if (room.availablePermits() == 0) {
      closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      board.await(TICK);
    }
  }

  private void beat(Producer<byte[], byte[]> producer) {
    long nowNanos = clocks.nanos();
    if (nowNanos - heartbeatDueNanos >= 0) {
      heartbeatDueNanos = nowNanos + HEARTBEAT.toNanos();
      var _ = producer.send(record(Topic.CENTRAL_KEY, heartbeat));
    }
  }

  private void tellStates(Producer<byte[], byte[]> producer) {
    refused = false;
    for (ChargePointState state : board.due(room.availablePermits(), clocks.nanos())) {
      if (refused || isClosing()) {
        // Each try would block for a second.
        board.failed(state);
      } else {
        lastToldNanos = clocks.nanos();
        room.acquireUninterruptibly();
        var _ =
            producer.send(
                record(state.chargePointId().value(), state), (_, failure) -> told(state, failure));
      }
    }
  }

  private void told(ChargePointState state, @Nullable Exception failure) {
    room.release();
    if (failure != null) {
      board.failed(state);
      if (Thread.currentThread().equals(thread)) {
        refused = true;
      }
    }
  }

  private void removeStrangers(Producer<byte[], byte[]> producer) {
    for (String key : strangeKeys.found(board)) {
      LOG.info("chargePoint={} is not in the database: removed from {}", key, topicName());
      var _ =
          producer.send(
              new ProducerRecord<>(topicName(), key.getBytes(UTF_8), null),
              (_, failure) -> {
                if (failure != null) {
                  LOG.warn("chargePoint={} not removed: {}", key, failure.toString());
                }
              });
    }
  }

  private ProducerRecord<byte[], byte[]> record(String key, NetworkRecord record) {
    return new ProducerRecord<>(
        topicName(), key.getBytes(UTF_8), codec.encode(record, clocks.instant()));
  }

  private static String topicName() {
    return Topic.NETWORK.topicName();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Stops, and joins its thread; what is in hand is tried for a second. */
  @Override
  public void close() {
    closing.countDown();
    strangeKeys.close();
    try {
      if (!thread.join(RETRY.multipliedBy(2))) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
