package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
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

  /** How often acknowledgements are looked at while nothing is to be sent. */
  static final Duration HOUSEKEEPING = Duration.ofMillis(100);

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

  /** Taken from the backlog, and not given to the producer yet: nothing may overtake them. */
  private final Queue<OutboxRow> rows = new ArrayDeque<>();

  /** Goes after the rows. */
  private List<Notification.Progress> progress = List.of();

  private volatile long acknowledgedTo;
  private volatile int inHand;
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
    inHand = 0;
    rows.clear();
    progress = List.of();
    backlog.startAgainAbove(acknowledgedTo);
  }

  boolean hasMore() {
    return !rows.isEmpty() || backlog.size() > 0;
  }

  /** How many messages were taken from the backlog and have not arrived. */
  int inHand() {
    return inHand;
  }

  long acknowledgedTo() {
    return acknowledgedTo;
  }

  boolean healthy() {
    return healthy;
  }

  /**
   * Sends what comes next.
   *
   * @param patience how long to wait for it
   * @return how long to wait before the next step
   * @throws KafkaException if the producer is of no more use
   */
  Duration step(Duration patience) throws InterruptedException, StoreFailure {
    Duration pause = rows.isEmpty() ? take(patience) : Duration.ZERO;
    if (!rows.isEmpty()) {
      pause = giveRows();
    }
    if (rows.isEmpty()) {
      giveProgress();
    }
    look();
    requireUsable();
    return pause;
  }

  private Duration take(Duration patience) throws InterruptedException, StoreFailure {
    Duration wait = Steps.shorter(patience, HOUSEKEEPING);
    return switch (backlog.take(wait)) {
      case Next.Send(Backlog.Portion(var newRows, var newProgress)) -> {
        rows.addAll(newRows);
        progress = newProgress;
        yield Duration.ZERO;
      }
      case Next.ReadAbove(long row) -> {
        List<OutboxRow> page = store.outboxAbove(row, PAGE_ROWS);
        boolean more = backlog.readFromDisk(page, page.size() < PAGE_ROWS);
        rows.addAll(page);
        yield more && page.isEmpty() ? SHORTLY : Duration.ZERO;
      }
      case Next.Nothing() -> HOUSEKEEPING.minus(wait);
    };
  }

  /** Gives the producer as many rows as it takes, and tells how long to wait for the rest. */
  private Duration giveRows() {
    while (!rows.isEmpty()) {
      if (flight.full()) {
        look();
      }
      if (flight.full()) {
        return SHORTLY;
      }
      if (!give(rows.element())) {
        // Kafka is away, and nothing may overtake this row.
        return NOT_NOW;
      }
      lastRow = rows.remove().row();
    }
    return Duration.ZERO;
  }

  private boolean give(OutboxRow row) {
    if (row.row() <= logEndsAtRow && log.contains(row)) {
      flight.take(row.row(), clocks.nanos()).landed();
      return true;
    }
    return give(records.of(row), row.row());
  }

  private void giveProgress() {
    for (Notification.Progress each : progress) {
      // With Kafka away or busy the next one will do.
      if (!healthy
          || flight.size() > MAX_IN_FLIGHT / 2
          || !give(records.of(each, clocks.instant()), lastRow)) {
        break;
      }
    }
    progress = List.of();
  }

  /** Returns false if the producer could not take it now. */
  private boolean give(ProducerRecord<byte[], byte[]> record, long row) {
    var _ = Objects.requireNonNull(producer).send(record, flight.take(row, clocks.nanos()));
    refused = flight.wasRefused();
    return !refused;
  }

  /** Looks at what has arrived meanwhile. */
  void look() {
    long nowNanos = clocks.nanos();
    long arrived = flight.acknowledgedTo();
    acknowledgedTo = arrived;
    inHand = flight.size() + rows.size();
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
