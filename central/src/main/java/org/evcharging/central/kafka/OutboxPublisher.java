package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.journal.CommitListener;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.Notification;
import org.evcharging.time.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is committed, in row order, until Kafka has it: first what earlier runs left over,
 * then what comes. With Kafka away it keeps a bounded part in memory and reads the rest from the
 * outbox later. Whatever breaks, it begins again with the oldest row not acknowledged; readers drop
 * what they have seen. Thread-safe.
 */
public final class OutboxPublisher implements CommitListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);

  /** Some seconds of full load; about 30 MB if all are notifications. */
  private static final int MAX_WAITING = 65_536;

  /** How often acknowledgements are looked at while nothing is to be sent. */
  private static final Duration HOUSEKEEPING = Duration.ofMillis(100);

  /** How long to leave Kafka alone after a producer broke. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  private final Backlog backlog = new Backlog(MAX_WAITING);
  private final OutboxSender sender;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Supplier<AlreadySent> log;
  private final Consumer<String> onFailure;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("publisher").unstarted(this::run);
  private volatile long closeBeforeNanos;

  OutboxPublisher(
      Supplier<Producer<byte[], byte[]>> producers,
      Supplier<AlreadySent> log,
      Store store,
      Clocks clocks,
      LongConsumer clearTo,
      Consumer<String> onFailure) {
    this.producers = producers;
    this.log = log;
    this.onFailure = onFailure;
    this.sender = new OutboxSender(backlog, store, clocks, clearTo);
  }

  /**
   * Begins to send; add it to the journal's listeners before that takes entries.
   *
   * @param clearTo told of rows that have been acknowledged for a minute: all up to it may go
   * @param onFailure told in one line, from another thread, that the outbox cannot be read: Central
   *     must stop
   */
  public static OutboxPublisher start(
      String bootstrap,
      Store store,
      Clocks clocks,
      LongConsumer clearTo,
      Consumer<String> onFailure) {
    OutboxPublisher publisher =
        new OutboxPublisher(
            () -> new KafkaProducer<>(ClientSettings.outbox(bootstrap)),
            () -> AlreadySent.lookIn(bootstrap),
            store,
            clocks,
            clearTo,
            onFailure);
    publisher.start();
    return publisher;
  }

  void start() {
    thread.start();
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
    return backlog.size() + sender.inFlight();
  }

  /** The newest row before which all have arrived; 0 before the first. */
  public long lastAcknowledgedRow() {
    return sender.acknowledgedTo();
  }

  /** Tells whether nothing has waited for its acknowledgement for long; true while idle. */
  public boolean healthy() {
    return sender.healthy();
  }

  private void run() {
    try {
      while (!isClosing()) {
        publishWithNewProducer();
      }
    } catch (InterruptedException | InterruptException _) {
      // Closing, and Kafka is away: what is left is in the outbox.
    } catch (StoreFailure e) {
      onFailure.accept(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("the publisher cannot go on", e);
      onFailure.accept("nothing can be sent any more: " + e);
    }
  }

  private void publishWithNewProducer() throws InterruptedException, StoreFailure {
    try {
      Producer<byte[], byte[]> producer = producers.get();
      try {
        sender.begin(producer, log.get());
        while (!isClosing() || (sender.hasMore() && System.nanoTime() - closeBeforeNanos < 0)) {
          sender.sendNext(isClosing() ? Duration.ZERO : HOUSEKEEPING);
        }
      } finally {
        end(producer);
      }
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      if (sender.healthy()) {
        LOG.warn("begins again after outbox row={}: {}", sender.acknowledgedTo(), e.toString());
      }
      sender.startAgain();
      closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** What a closing producer has in hand may still arrive; that of a broken one is sent again. */
  private void end(Producer<byte[], byte[]> producer) {
    boolean interrupted = Thread.interrupted();
    long leftNanos = isClosing() ? closeBeforeNanos - System.nanoTime() : 0;
    producer.close(Duration.ofNanos(Math.max(0, leftNanos)));
    sender.look();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Sends what is in hand, for 2 s at most, and joins the thread; the rest stays in the outbox. */
  @Override
  public void close() {
    closeBeforeNanos = System.nanoTime() + CLOSE_PATIENCE.toNanos();
    closing.countDown();
    try {
      if (!thread.join(CLOSE_PATIENCE)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
