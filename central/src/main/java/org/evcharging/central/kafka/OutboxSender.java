package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.evcharging.central.kafka.Backlog.Next;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.Notification;
import org.evcharging.time.Clocks;
import org.jspecify.annotations.Nullable;

/**
 * Gives the backlog to a producer, in order, and follows what arrives. One thread uses it; the
 * figures it shows may be read by any.
 */
final class OutboxSender {
  /** How many messages a producer has in hand at most: enough for 48 partitions of two topics. */
  private static final int MAX_IN_FLIGHT = 16_384;

  private static final int PAGE_ROWS = 4_096;

  /** A broker that is there takes milliseconds. */
  private static final Duration SLOW = Duration.ofSeconds(2);

  /** How long to wait for a place in flight. */
  private static final Duration SHORTLY = Duration.ofMillis(1);

  /** How long to leave the producer alone after it said "not now". */
  private static final Duration NOT_NOW = Duration.ofMillis(100);

  private final Backlog backlog;
  private final Store store;
  private final Clocks clocks;
  private final LongConsumer clearTo;
  private final ClearingDelay clearing = new ClearingDelay(0);
  private final OutboxRecords records = new OutboxRecords();

  // The sending thread alone uses these.
  private @Nullable Producer<byte[], byte[]> producer;
  private Flight flight = new Flight(1, 0);
  private AlreadySent log = AlreadySent.NOTHING;
  private long logEndsAtRow;
  private long lastRow;
  private boolean refused;

  private volatile long acknowledgedTo;
  private volatile int inFlight;
  private volatile boolean healthy = true;

  OutboxSender(Backlog backlog, Store store, Clocks clocks, LongConsumer clearTo) {
    this.backlog = backlog;
    this.store = store;
    this.clocks = clocks;
    this.clearTo = clearTo;
  }

  /**
   * Goes on with a producer that nothing was sent with.
   *
   * @param inLog what Kafka has of earlier producers
   */
  void begin(Producer<byte[], byte[]> fresh, AlreadySent inLog) {
    producer = fresh;
    log = inLog;
    logEndsAtRow = inLog.highestRow();
    lastRow = acknowledgedTo;
    flight = new Flight(MAX_IN_FLIGHT, acknowledgedTo);
  }

  /** Everything not acknowledged is to be sent once more, with another producer. */
  void startAgain() {
    healthy = false;
    inFlight = 0;
    backlog.startAgainAbove(acknowledgedTo);
  }

  boolean hasMore() {
    return backlog.size() > 0;
  }

  int inFlight() {
    return inFlight;
  }

  long acknowledgedTo() {
    return acknowledgedTo;
  }

  boolean healthy() {
    return healthy;
  }

  /**
   * Sends what comes next, or waits for it.
   *
   * @throws KafkaException if the producer is of no more use
   */
  void sendNext(Duration patience) throws InterruptedException, StoreFailure {
    switch (backlog.take(patience)) {
      case Next.Send(Backlog.Portion(var rows, var progress)) -> {
        sendRows(rows);
        sendProgress(progress);
      }
      case Next.ReadAbove(long row) -> {
        List<OutboxRow> rows = store.outboxAbove(row, PAGE_ROWS);
        boolean more = backlog.readFromDisk(rows, rows.size() < PAGE_ROWS);
        if (more && rows.isEmpty()) {
          TimeUnit.NANOSECONDS.sleep(SHORTLY.toNanos());
        }
        sendRows(rows);
      }
      case Next.Nothing() -> {}
    }
    look();
    requireUsable();
  }

  private void sendRows(List<OutboxRow> rows) throws InterruptedException {
    for (OutboxRow row : rows) {
      awaitPlace();
      if (row.row() <= logEndsAtRow && log.contains(row)) {
        flight.take(row.row(), clocks.nanos()).landed();
        lastRow = row.row();
        continue;
      }
      ProducerRecord<byte[], byte[]> record = records.of(row);
      while (!give(record, row.row())) {
        // Kafka is away, and nothing may overtake this row.
        look();
        requireUsable();
        TimeUnit.NANOSECONDS.sleep(NOT_NOW.toNanos());
      }
      lastRow = row.row();
    }
  }

  private void sendProgress(List<Notification.Progress> progress) {
    for (Notification.Progress each : progress) {
      // With Kafka away or busy the next one will do.
      if (!healthy || flight.size() > MAX_IN_FLIGHT / 2) {
        return;
      }
      if (!give(records.of(each, clocks.instant()), lastRow)) {
        return;
      }
    }
  }

  /** Returns false if the producer could not take it now. */
  private boolean give(ProducerRecord<byte[], byte[]> record, long row) {
    var _ = Objects.requireNonNull(producer).send(record, flight.take(row, clocks.nanos()));
    refused = flight.wasRefused();
    return !refused;
  }

  private void awaitPlace() throws InterruptedException {
    if (flight.full()) {
      look();
    }
    while (flight.full()) {
      requireUsable();
      LockSupport.parkNanos(SHORTLY.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      look();
    }
  }

  /** Looks at what has arrived meanwhile. */
  void look() {
    long nowNanos = clocks.nanos();
    long arrived = flight.acknowledgedTo();
    acknowledgedTo = arrived;
    inFlight = flight.size();
    healthy = !refused && flight.oldestNanos(nowNanos) < SLOW.toNanos();
    clearing.acknowledged(arrived, nowNanos);
    clearing.due(nowNanos).ifPresent(clearTo);
  }

  private void requireUsable() {
    Exception broken = flight.broken();
    if (broken != null) {
      throw broken instanceof KafkaException kafka ? kafka : new KafkaException(broken);
    }
  }
}
