package org.evcharging.launcher.fleet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.kafka.EventSender;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.kafka.TopicTail;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Notification;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.message.Topic;
import org.evcharging.model.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All drivers of a fleet on one Kafka producer and one consumer. They begin once whatever is
 * answered will be heard. Thread-safe.
 */
final class Visitors implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Visitors.class);

  /** How often a driver looks whether a charge point is open that is not. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Map<String, Seat> seats = new ConcurrentHashMap<>();
  private final Outcomes outcomes;
  private final ScheduledExecutorService clock;
  private final EventSender sender;
  private final TopicTail notifications;
  private final MessageCodec codec = new MessageCodec();

  private Visitors(
      String prefix,
      String bootstrap,
      List<ChargePointInFleet> chargePoints,
      Outcomes outcomes,
      ScheduledExecutorService clock) {
    this.outcomes = outcomes;
    this.clock = clock;
    for (ChargePointInFleet one : chargePoints) {
      seats.put(one.place().driver().value(), new Seat(one));
    }
    this.sender = EventSender.start(bootstrap, "ev-fleet-drivers-" + prefix);
    this.notifications =
        TopicTail.start(
            TailSettings.ofAll(bootstrap, Topic.NOTIFICATIONS.topicName(), Start.END),
            new Reader());
  }

  /**
   * Begins, as soon as Kafka and Central's topics are there. Returns at once.
   *
   * @param outcomes counts how requests ended
   * @param clock for short tasks that never block
   */
  static Visitors start(
      String prefix,
      String bootstrap,
      List<ChargePointInFleet> chargePoints,
      Outcomes outcomes,
      ScheduledExecutorService clock) {
    return new Visitors(prefix, bootstrap, chargePoints, outcomes, clock);
  }

  /** Asks and hears no more; supplies that run go on. */
  @Override
  public void close() {
    notifications.close();
    sender.close();
  }

  private void send(StartCharging request) {
    byte[] json = codec.encode(request, InstantSource.system().instant());
    if (!sender.send(Topic.REQUESTS.topicName(), request.chargePointId(), json)) {
      LOG.debug("request={} not sent: too many wait for Kafka", request.requestId());
    }
  }

  /** Empty if the fleet is ending. */
  private Optional<Future<?>> after(long delayNanos, Runnable task) {
    try {
      return Optional.of(clock.schedule(task, delayNanos, TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
  }

  /** One driver, and the lock that makes one sequence of what is heard and what time brings. */
  private final class Seat {
    private final ChargePointInFleet chargePoint;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Visitor visitor;

    @GuardedBy("lock")
    private Optional<Future<?>> planned = Optional.empty();

    /** Whether this is the first stay, which the Engine does not end by itself in time. */
    @GuardedBy("lock")
    private boolean first = true;

    Seat(ChargePointInFleet chargePoint) {
      this.chargePoint = chargePoint;
      this.visitor =
          new Visitor(
              chargePoint.place(),
              chargePoint.choices(),
              () -> new RequestId(UUID.randomUUID().toString()),
              System.nanoTime());
    }

    void heard(Notification notification) {
      lock.lock();
      try {
        switch (visitor.heard(notification, System.nanoTime())) {
          case PLUGGED_IN -> planFirstEnd();
          case OVER -> {
            first = false;
            outcomes.add(notification);
            plan();
          }
          case NOTHING -> {
            // It goes on.
          }
        }
      } finally {
        lock.unlock();
      }
    }

    /** Sends what is due; sending only puts it into a queue. */
    void turn() {
      lock.lock();
      try {
        visitor.due(chargePoint.open(), System.nanoTime()).ifPresent(Visitors.this::send);
        plan();
      } finally {
        lock.unlock();
      }
    }

    @GuardedBy("lock")
    private void plan() {
      planned.ifPresent(earlier -> earlier.cancel(false));
      long nowNanos = System.nanoTime();
      long dueNanos = visitor.nextDueNanos(nowNanos) - nowNanos;
      planned = after(dueNanos > 0 ? dueNanos : LOOK_NANOS, this::turn);
    }

    @GuardedBy("lock")
    private void planFirstEnd() {
      if (first) {
        first = false;
        long stayNanos = chargePoint.choices().firstStay().toNanos();
        Optional<Future<?>> _ = after(stayNanos, () -> chargePoint.engine().unplug());
      }
    }
  }

  /** Hands each driver what is for them; runs on the tail's thread. */
  private final class Reader implements TailReader {
    private boolean begun;

    @Override
    public void read(TailRecord record) {
      Optional.ofNullable(seats.get(record.key())).ifPresent(seat -> hear(seat, record));
    }

    private void hear(Seat seat, TailRecord record) {
      try {
        seat.heard(codec.decodeNotification(record.value()));
      } catch (MalformedMessage e) {
        LOG.warn(
            "partition={} offset={} passed over, not a notification: {}",
            record.partition(),
            record.offset(),
            e.getMessage());
      }
    }

    @Override
    public void caughtUp() {
      if (!begun) {
        begun = true;
        seats.values().forEach(Seat::turn);
      }
    }
  }
}
