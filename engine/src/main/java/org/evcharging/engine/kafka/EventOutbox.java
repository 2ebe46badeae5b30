package org.evcharging.engine.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.message.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Engine's records on their way to Kafka: one after the other in the order added, each until
 * Kafka has it, however long that takes. While Kafka is away they wait here; when too many do, the
 * oldest meter values go first, for the next one says all they said. Other events are never
 * dropped: they answer commands, and {@link #awaitRoom} holds those back. An event may have to wait
 * for something else first, and what was added behind it waits with it.
 *
 * <p>Its lock is a leaf: nothing is called while it is held, so it may be taken under the Engine's.
 * Thread-safe.
 */
public final class EventOutbox implements AutoCloseable {
  /** A quarter of an hour of meter values. */
  public static final int CAPACITY = 1_000;

  private static final Logger log = LoggerFactory.getLogger(EventOutbox.class);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

  private final EventSink sink;
  private final InstantSource clock;
  private final MessageCodec codec = new MessageCodec();
  private final Thread sender;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<Letter> waiting = new ArrayDeque<>();

  /** Whether one more is with Kafka and not yet acknowledged. */
  @GuardedBy("lock")
  private boolean inFlight;

  @GuardedBy("lock")
  private boolean closing;

  private sealed interface Letter {
    record OfEvent(
        EngineEvent event,
        Instant at,
        CompletableFuture<Void> before,
        CompletableFuture<Void> taken)
        implements Letter {}

    record OfRequest(StartCharging request, Instant at) implements Letter {}
  }

  /** An outbox that sends at once what is put into it. */
  public EventOutbox(EventSink sink, InstantSource clock) {
    this.sink = sink;
    this.clock = clock;
    this.sender = Thread.ofVirtual().name("engine-outbox").start(this::run);
  }

  /** Sends an event after all that were added before. Never blocks. */
  public void add(EngineEvent event) {
    put(new Letter.OfEvent(event, clock.instant(), NOTHING, new CompletableFuture<>()));
  }

  /**
   * Sends an event after all that were added before, and not before that is done. Never blocks.
   *
   * @param before must not fail; while it is not done, nothing behind the event is sent either
   * @return done, by the sending thread, when Kafka has it; never, if it was dropped
   */
  public CompletableFuture<Void> addAfter(CompletableFuture<Void> before, EngineEvent event) {
    Letter.OfEvent letter =
        new Letter.OfEvent(event, clock.instant(), before, new CompletableFuture<>());
    put(letter);
    return letter.taken();
  }

  private void put(Letter letter) {
    lock.lock();
    try {
      if (waiting.size() >= CAPACITY && !dropOldestMeterValue() && isMeterValue(letter)) {
        return;
      }
      waiting.add(letter);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends a request after all that was added before. Never blocks.
   *
   * @return false if there is no room: whoever asked may ask again
   */
  public boolean add(StartCharging request) {
    lock.lock();
    try {
      if (waiting.size() >= CAPACITY) {
        return false;
      }
      waiting.add(new Letter.OfRequest(request, clock.instant()));
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is room for answers; at its end it waits no more. */
  public void awaitRoom() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.size() >= CAPACITY && !dropOldestMeterValue() && !closing) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many records Kafka has not taken yet. */
  public int size() {
    lock.lock();
    try {
      return waiting.size() + (inFlight ? 1 : 0);
    } finally {
      lock.unlock();
    }
  }

  /** Sends what waits, for two seconds at most, and ends. What is left then is logged. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (!sender.join(CLOSE_PATIENCE)) {
        sender.interrupt();
        log.warn("events not delivered count={} reason=\"Kafka cannot be reached\"", size());
      }
    } catch (InterruptedException e) {
      sender.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Optional<Letter> next = take();
      while (next.isPresent()) {
        deliver(next.get());
        next = take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the next letter; empty at the end. The one taken before is delivered by now. */
  private Optional<Letter> take() throws InterruptedException {
    lock.lock();
    try {
      inFlight = false;
      while (waiting.isEmpty() && !closing) {
        changed.await();
      }
      Optional<Letter> next = Optional.ofNullable(waiting.poll());
      inFlight = next.isPresent();
      changed.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void deliver(Letter letter) throws InterruptedException {
    while (!sent(letter)) {
      Thread.sleep(RETRY_PAUSE);
    }
  }

  private boolean sent(Letter letter) throws InterruptedException {
    try {
      switch (letter) {
        case Letter.OfEvent of -> {
          of.before().get();
          send(of).get();
          of.taken().complete(null);
        }
        case Letter.OfRequest of -> send(of).get();
      }
      return true;
    } catch (ExecutionException e) {
      // Only what waits behind it shows in size(); the tail says aloud that Kafka is away.
      log.debug("event not sent, trying again reason=\"{}\"", String.valueOf(e.getCause()));
      return false;
    }
  }

  private CompletableFuture<Void> send(Letter letter) {
    return switch (letter) {
      case Letter.OfEvent of ->
          sink.send(
              Topic.EVENTS,
              of.event().origin().chargePointId().value(),
              codec.encode(of.event(), of.at()));
      case Letter.OfRequest of ->
          sink.send(
              Topic.REQUESTS, of.request().chargePointId(), codec.encode(of.request(), of.at()));
    };
  }

  @GuardedBy("lock")
  private boolean dropOldestMeterValue() {
    Iterator<Letter> letters = waiting.iterator();
    while (letters.hasNext()) {
      if (isMeterValue(letters.next())) {
        letters.remove();
        return true;
      }
    }
    return false;
  }

  private static boolean isMeterValue(Letter letter) {
    return letter instanceof Letter.OfEvent of && of.event() instanceof EngineEvent.MeterValue;
  }
}
