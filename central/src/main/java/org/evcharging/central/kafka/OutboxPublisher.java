package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.Utils;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.journal.CommitListener;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.Notification;
import org.evcharging.time.Clocks;
import org.evcharging.time.Stepped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is committed, in row order, until Kafka has it: first what earlier runs left over,
 * then what comes. With Kafka away it keeps a bounded part in memory and reads the rest from the
 * outbox later. Whatever breaks, it begins again with the oldest row not acknowledged; readers drop
 * what they have seen. One thread at a time steps and closes it; everything else is thread-safe.
 */
public final class OutboxPublisher implements CommitListener, Stepped {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);

  /** Some seconds of full load; about 30 MB if all are notifications. */
  private static final int MAX_WAITING = 65_536;

  /** How long to leave Kafka alone after a producer broke. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final KafkaAccess kafka;
  private final Clocks clocks;
  private final Consumer<String> onFailure;
  private final Backlog backlog = new Backlog(MAX_WAITING);
  private final OutboxSender sender;

  /** The clients in use; first the log is read with the one, then all is sent with the other. */
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

  private Optional<LogEnds> log = Optional.empty();

  /** It cannot go on, and has said so. */
  private boolean over;

  /**
   * To be added to the journal's listeners before that takes entries.
   *
   * @param clearTo told of rows that have been acknowledged for a minute: all up to it may go
   * @param onFailure told in one line, by whoever steps, that the outbox cannot be read: Central
   *     must stop
   */
  public OutboxPublisher(
      KafkaAccess kafka,
      Store store,
      Clocks clocks,
      LongConsumer clearTo,
      Consumer<String> onFailure) {
    this.kafka = kafka;
    this.clocks = clocks;
    this.onFailure = onFailure;
    this.sender = new OutboxSender(backlog, store, clocks, clearTo);
  }

  @Override
  public void committed(Committed committed) {
    backlog.offer(committed.rows(), progressIn(committed.entries()));
  }

  private static List<Notification.Progress> progressIn(List<Entry> entries) {
    List<Notification.Progress> found = List.of();
    for (Entry entry : entries) {
      for (Outbound outbound : entry.outbound()) {
        if (outbound instanceof Outbound.ProgressToDriver(Notification.Progress progress)) {
          if (found.isEmpty()) {
            found = new ArrayList<>();
          }
          found.add(progress);
        }
      }
    }
    return found;
  }

  /** How many messages wait or are on their way. */
  public long backlog() {
    return backlog.size() + sender.inHand();
  }

  /** The newest row before which all have arrived; 0 before the first. */
  public long lastAcknowledgedRow() {
    return sender.acknowledgedTo();
  }

  /** Tells whether nothing has waited for its acknowledgement for long; true while idle. */
  public boolean healthy() {
    return sender.healthy();
  }

  @Override
  public Duration step(Duration patience) throws InterruptedException {
    if (over) {
      return Steps.FOR_EVER;
    }
    try {
      return publish(patience);
    } catch (InterruptException e) {
      throw Steps.interrupted(e);
    } catch (StoreFailure e) {
      over = true;
      onFailure.accept(e.line());
    } catch (RuntimeException e) {
      over = true;
      LOG.error("the publisher cannot go on", e);
      onFailure.accept("nothing can be sent any more: " + e);
    }
    return Steps.FOR_EVER;
  }

  private Duration publish(Duration patience) throws InterruptedException, StoreFailure {
    try {
      if (producer.isEmpty()) {
        takeClients();
      }
      return log.isPresent() ? readLog(log.get(), patience) : sender.step(patience);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      letGo(Duration.ZERO);
      if (sender.healthy()) {
        LOG.warn("begins again after outbox row={}: {}", sender.acknowledgedTo(), e.toString());
      }
      sender.startAgain();
      return RETRY;
    }
  }

  private void takeClients() {
    String bootstrap = kafka.bootstrap();
    producer = Optional.of(kafka.clients().producer(ClientSettings.outbox(bootstrap)));
    log = Optional.of(new LogEnds(kafka.clients().consumer(LogEnds.settings(bootstrap))));
  }

  /** What is in the log already is not sent again. */
  private Duration readLog(LogEnds ends, Duration patience) {
    Duration wait = Steps.shorter(patience, OutboxSender.HOUSEKEEPING);
    Optional<AlreadySent> sent = ends.read(wait);
    if (sent.isEmpty()) {
      return OutboxSender.HOUSEKEEPING.minus(wait);
    }
    ends.close();
    log = Optional.empty();
    sender.begin(producer.orElseThrow(), sent.get());
    return Duration.ZERO;
  }

  /** What a closing producer has in hand may still arrive; that of a broken one is sent again. */
  private void letGo(Duration patience) {
    log.ifPresent(it -> Utils.closeQuietly(it, "the reader of the outbox's topics"));
    log = Optional.empty();
    producer.ifPresent(it -> Utils.closeQuietly(() -> it.close(patience), "the outbox's producer"));
    producer = Optional.empty();
    sender.look();
  }

  /**
   * Sends what is in hand, waiting for it so long at most, and lets Kafka go; the rest stays in the
   * outbox. After the last step.
   */
  public void close(Duration patience) {
    long untilNanos = clocks.nanos() + patience.toNanos();
    try {
      while (!over && sender.hasMore() && leftNanos(untilNanos) > 0) {
        Duration pause = step(Duration.ZERO);
        TimeUnit.NANOSECONDS.sleep(Math.min(pause.toNanos(), leftNanos(untilNanos)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    letGo(Duration.ofNanos(leftNanos(untilNanos)));
  }

  private long leftNanos(long untilNanos) {
    return Math.max(0, untilNanos - clocks.nanos());
  }
}
