package org.evcharging.engine.tcp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.lock.Locks;
import org.evcharging.time.Clocks;
import org.evcharging.wire.EngineToMonitor;

/**
 * What the Engine answers, in order and at the pace that injected faults ask for: nothing while it
 * is frozen, or each answer late. What waits follows the fault: it goes out at once when that ends.
 * Thread-safe; nothing blocks while its lock is held.
 */
final class Answers {
  /** More late answers than a Monitor that is well can wait for; what is above is never given. */
  private static final int MAX_LATE = 64;

  private final ScheduledExecutorService scheduler;
  private final Clocks clocks;
  private final ReentrantLock lock;

  @GuardedBy("lock")
  private final ArrayDeque<Late> late = new ArrayDeque<>();

  @GuardedBy("lock")
  private long frozenUntilNanos;

  @GuardedBy("lock")
  private long slowNanos;

  @GuardedBy("lock")
  private Optional<Future<?>> planned = Optional.empty();

  private record Late(Conversation to, EngineToMonitor answer, long readyNanos) {}

  /**
   * At first there is no delay.
   *
   * @param scheduler may be shared: the tasks are short
   */
  Answers(ScheduledExecutorService scheduler, Clocks clocks, Locks locks) {
    this.scheduler = scheduler;
    this.clocks = clocks;
    this.lock = locks.leaf();
    this.frozenUntilNanos = clocks.nanos();
  }

  /** No answers for so long, from now; 0 ends it. */
  void freeze(int seconds) {
    lock.lock();
    try {
      frozenUntilNanos = clocks.nanos() + TimeUnit.SECONDS.toNanos(seconds);
      planDrain();
    } finally {
      lock.unlock();
    }
  }

  /** Each answer so much later; 0 ends it. */
  void slow(int millis) {
    lock.lock();
    try {
      slowNanos = TimeUnit.MILLISECONDS.toNanos(millis);
      planDrain();
    } finally {
      lock.unlock();
    }
  }

  boolean frozen() {
    lock.lock();
    try {
      return frozenUntilNanos - clocks.nanos() > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Sends the answer: now, or when it is its turn. */
  void give(Conversation to, EngineToMonitor answer) {
    lock.lock();
    try {
      long nowNanos = clocks.nanos();
      if (late.isEmpty() && delayNanos(nowNanos, nowNanos) <= 0) {
        to.send(answer);
      } else if (late.size() < MAX_LATE) {
        late.add(new Late(to, answer, nowNanos));
        planDrain();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How long an answer still has to wait that was ready at that time. */
  @GuardedBy("lock")
  private long delayNanos(long readyNanos, long nowNanos) {
    return Math.max(readyNanos + slowNanos - nowNanos, frozenUntilNanos - nowNanos);
  }

  /** Plans one drain, for the first that waits; a fault that changes changes its time. */
  @GuardedBy("lock")
  private void planDrain() {
    planned.ifPresent(earlier -> earlier.cancel(false));
    planned = Optional.ofNullable(late.peek()).flatMap(this::drainFor);
  }

  @GuardedBy("lock")
  private Optional<Future<?>> drainFor(Late first) {
    long delayNanos = Math.max(0, delayNanos(first.readyNanos(), clocks.nanos()));
    try {
      return Optional.of(scheduler.schedule(this::drain, delayNanos, TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException e) {
      // The program is ending, and so is the connection.
      return Optional.empty();
    }
  }

  void drain() {
    lock.lock();
    try {
      long nowNanos = clocks.nanos();
      Optional<Late> first = Optional.ofNullable(late.peek());
      while (first.isPresent() && delayNanos(first.get().readyNanos(), nowNanos) <= 0) {
        late.remove();
        first.get().to().send(first.get().answer());
        first = Optional.ofNullable(late.peek());
      }
      planDrain();
    } finally {
      lock.unlock();
    }
  }
}
