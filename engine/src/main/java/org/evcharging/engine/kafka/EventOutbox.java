package org.evcharging.engine.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.lock.Locks;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.time.Clocks;
import org.evcharging.time.Stepped;
import org.evcharging.time.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Engine's records on their way to Kafka: one after the other in the order added, each until
 * Kafka has it, however long that takes. While Kafka is away they wait here; when too many do, the
 * oldest meter values go first, for the next one says all they said. Other events are never
 * dropped: they answer commands, and {@link #awaitRoom} holds those back. An event may have to wait
 * for something else first, and what was added behind it waits with it.
 *
 * <p>They leave in steps: of a thread of its own after {@link #start}, or of whoever else calls
 * {@link #step}. Its lock is a leaf: nothing is called while it is held, so it may be taken under
 * the Engine's. Thread-safe.
 */
public final class EventOutbox implements Stepped, AutoCloseable {
  /** A quarter of an hour of meter values. */
  public static final int CAPACITY = 1_000;

  private static final Logger log = LoggerFactory.getLogger(EventOutbox.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  /** Long: thousands of outboxes that have nothing to send must cost nothing. */
  private static final Duration STEP_PATIENCE = Duration.ofMinutes(10);

  private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

  private final Clocks clocks;
  private final Delivery delivery;
  private Optional<Worker> sender = Optional.empty();

  private final ReentrantLock lock;
  private final Condition changed;

  @GuardedBy("lock")
  private final ArrayDeque<Letter> waiting = new ArrayDeque<>();

  /** One more, whose turn it is, until Kafka has it. */
  @GuardedBy("lock")
  private Optional<Letter> underWay = Optional.empty();

  @GuardedBy("lock")
  private boolean closing;

  /**
   * An outbox that sends nothing yet.
   *
   * @param clocks the wall clock is written into the records
   */
  public EventOutbox(EventSink sink, Clocks clocks) {
    this(sink, clocks, Locks.REAL);
  }

  EventOutbox(EventSink sink, Clocks clocks, Locks locks) {
    this.clocks = clocks;
    this.delivery = new Delivery(sink, clocks);
    this.lock = locks.leaf();
    this.changed = lock.newCondition();
  }

  /** Sends from now on, by a thread of its own. To be called once. */
  public void start() {
    Worker worker = new Worker(Thread.ofVirtual().name("engine-outbox"), STEP_PATIENCE, this);
    sender = Optional.of(worker);
    worker.start();
  }

  /** Sends an event after all that were added before. Never blocks. */
  public void add(EngineEvent event) {
    put(new Letter.OfEvent(event, clocks.instant(), NOTHING, new CompletableFuture<>()));
  }

  /**
   * Sends an event after all that were added before, and not before that is done. Never blocks.
   *
   * @param before must not fail; while it is not done, nothing behind the event is sent either
   * @return done, by a step, when Kafka has it; never, if it was dropped
   */
  public CompletableFuture<Void> addAfter(CompletableFuture<Void> before, EngineEvent event) {
    Letter.OfEvent letter =
        new Letter.OfEvent(event, clocks.instant(), before, new CompletableFuture<>());
    put(letter);
    return letter.taken();
  }

  private void put(Letter letter) {
    lock.lock();
    try {
      if (waiting.size() >= CAPACITY && !dropOldestMeterValue() && letter.isMeterValue()) {
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
      waiting.add(new Letter.OfRequest(request, clocks.instant(), new CompletableFuture<>()));
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether there is room for answers: {@link #awaitRoom} would not wait. */
  public boolean hasRoom() {
    lock.lock();
    try {
      return waiting.size() < CAPACITY || waiting.stream().anyMatch(Letter::isMeterValue);
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
      return waiting.size() + (underWay.isPresent() ? 1 : 0);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends all that can be sent now. Patience is for something to send, for what an event waits for,
   * and for Kafka's answer.
   */
  @Override
  public Duration step(Duration patience) throws InterruptedException {
    Optional<Letter> letter = next(patience);
    while (letter.isPresent() && delivery.isDone(letter.get(), patience)) {
      letter = nextAfterThat();
    }
    return delivery.pause();
  }

  /** Sends what waits, for two seconds at most, and ends. What is left then is logged. */
  @Override
  public void close() {
    try {
      if (sender.isPresent() && !awaitEmpty()) {
        log.warn("events not delivered count={} reason=\"Kafka cannot be reached\"", size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.ifPresent(Worker::stop);
    sender.ifPresent(Worker::interrupt);
  }

  /** False if the time runs out. */
  private boolean awaitEmpty() throws InterruptedException {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      long leftNanos = CLOSE_PATIENCE.toNanos();
      while (size() > 0 && leftNanos > 0) {
        leftNanos = changed.awaitNanos(leftNanos);
      }
      return size() == 0;
    } finally {
      lock.unlock();
    }
  }

  /** The letter whose turn it is, as soon as there is one. */
  private Optional<Letter> next(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long leftNanos = patience.toNanos();
      while (size() == 0 && leftNanos > 0) {
        leftNanos = changed.awaitNanos(leftNanos);
      }
      return underWay.isPresent() ? underWay : take();
    } finally {
      lock.unlock();
    }
  }

  /** The one after that which Kafka has now. */
  private Optional<Letter> nextAfterThat() {
    lock.lock();
    try {
      return take();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Optional<Letter> take() {
    underWay = Optional.ofNullable(waiting.poll());
    changed.signalAll();
    return underWay;
  }

  @GuardedBy("lock")
  private boolean dropOldestMeterValue() {
    Iterator<Letter> letters = waiting.iterator();
    while (letters.hasNext()) {
      if (letters.next().isMeterValue()) {
        letters.remove();
        return true;
      }
    }
    return false;
  }
}
