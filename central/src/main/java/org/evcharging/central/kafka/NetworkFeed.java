package org.evcharging.central.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.evcharging.central.journal.CommitListener;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.lock.Locks;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.message.Topic;
import org.evcharging.time.Clocks;
import org.evcharging.time.Stepped;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody on {@code ev.network} how the charge points are: each change once it is on the
 * disk, all of them again within each minute, and every 2 s that Central lives. Keys that the
 * database does not know are removed at the start. Nothing piles up while Kafka is away: only the
 * newest state of each charge point counts. One thread at a time steps and closes it; everything
 * else is thread-safe.
 */
public final class NetworkFeed implements CommitListener, Stepped {
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

  private final KafkaAccess kafka;
  private final Heartbeat heartbeat;
  private final Clocks clocks;
  private final MessageCodec codec = new MessageCodec();
  private final StateBoard board;
  private final StrangeKeys strangeKeys;
  private final Semaphore room = new Semaphore(MAX_IN_FLIGHT);
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

  /** Something was not sent, now or while earlier states were on their way. */
  private volatile boolean failed;

  private long heartbeatDueNanos;
  private long lastToldNanos;

  /**
   * Its first step sends the first heartbeat; to be made when {@link CentralWatch} has found no
   * other Central. To be added to the journal's listeners before that takes entries.
   *
   * @param states of all charge points that the database knows
   */
  public NetworkFeed(
      KafkaAccess kafka, Heartbeat heartbeat, Collection<ChargePointState> states, Clocks clocks) {
    this.kafka = kafka;
    this.heartbeat = heartbeat;
    this.clocks = clocks;
    long nowNanos = clocks.nanos();
    this.heartbeatDueNanos = nowNanos;
    this.lastToldNanos = nowNanos - PACE.toNanos();
    this.board = new StateBoard(nowNanos);
    board.put(states);
    this.strangeKeys = new StrangeKeys(kafka, Locks.REAL);
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

  @Override
  public Duration step(Duration patience) throws InterruptedException {
    try {
      if (producer.isEmpty()) {
        producer = Optional.of(kafka.clients().producer(settings(kafka.bootstrap())));
      }
      feed(producer.get());
      return awaitNews(patience);
    } catch (InterruptException e) {
      throw Steps.interrupted(e);
    } catch (RuntimeException e) {
      // A network that hears nothing of Central stops; a fault here must not end the feed.
      LOG.warn("the network feed begins again", e);
      letGo(RETRY);
      return RETRY;
    }
  }

  /** Sends what is due now. */
  private void feed(Producer<byte[], byte[]> to) {
    beat(to);
    tellStates(to);
    removeStrangers(to);
  }

  private Duration awaitNews(Duration patience) throws InterruptedException {
    long paceNanos = lastToldNanos + PACE.toNanos() - clocks.nanos();
    if (paceNanos > 0) {
      return Duration.ofNanos(paceNanos);
    }
    if (room.availablePermits() == 0) {
      return TICK;
    }
    Duration wait = Steps.shorter(patience, TICK);
    board.await(wait);
    return TICK.minus(wait);
  }

  private void beat(Producer<byte[], byte[]> to) {
    long nowNanos = clocks.nanos();
    if (nowNanos - heartbeatDueNanos >= 0) {
      heartbeatDueNanos = nowNanos + HEARTBEAT.toNanos();
      var _ = to.send(record(Topic.CENTRAL_KEY, heartbeat));
    }
  }

  private void tellStates(Producer<byte[], byte[]> to) {
    failed = false;
    Optional<RuntimeException> broken = Optional.empty();
    for (ChargePointState state : board.due(room.availablePermits(), clocks.nanos())) {
      if (failed) {
        // Each try may block for a second.
        board.failed(state);
      } else {
        broken = tell(to, state);
      }
    }
    if (broken.isPresent()) {
      throw broken.get();
    }
  }

  /** Tells a state; what a producer that is of no more use says to it is returned. */
  private Optional<RuntimeException> tell(Producer<byte[], byte[]> to, ChargePointState state) {
    lastToldNanos = clocks.nanos();
    room.acquireUninterruptibly();
    try {
      var _ =
          to.send(
              record(state.chargePointId().value(), state), (_, failure) -> told(state, failure));
      return Optional.empty();
    } catch (RuntimeException e) {
      told(state, e);
      return Optional.of(e);
    }
  }

  private void told(ChargePointState state, @Nullable Exception failure) {
    room.release();
    if (failure != null) {
      board.failed(state);
      failed = true;
    }
  }

  private void removeStrangers(Producer<byte[], byte[]> to) {
    for (String key : strangeKeys.found(board)) {
      LOG.info("chargePoint={} is not in the database: removed from {}", key, topicName());
      var _ =
          to.send(
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

  private void letGo(Duration patience) {
    producer.ifPresent(it -> it.close(patience));
    producer = Optional.empty();
  }

  /** Lets Kafka go; what is in hand is tried for so long at most. After the last step. */
  public void close(Duration patience) {
    strangeKeys.close();
    letGo(Steps.shorter(patience, RETRY));
  }
}
