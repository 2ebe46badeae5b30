package org.evcharging.engine.tcp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.wire.EngineToMonitor;

/**
 * What the Engine answers, in order and at the pace that injected faults ask for: nothing while it
 * is frozen, or each answer late. Thread-safe; nothing blocks while its lock is held.
 */
final class Answers {
  /** More late answers than a Monitor that is well can wait for; what is above is never given. */
  private static final int MAX_LATE = 64;

  private final ScheduledExecutorService scheduler;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final ArrayDeque<Late> late = new ArrayDeque<>();

  @GuardedBy("lock")
  private long frozenUntilNanos = System.nanoTime();

  @GuardedBy("lock")
  private long slowNanos;

  private record Late(Conversation to, EngineToMonitor answer, long dueNanos) {}

  /**
   * At first there is no delay.
   *
   * @param scheduler may be shared: the tasks are short
   */
  Answers(ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
  }

  /** No answers for so long, from now; 0 ends it. */
  void freeze(int seconds) {
    lock.lock();
    try {
      frozenUntilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    } finally {
      lock.unlock();
    }
  }

  /** Each answer so much later; 0 ends it. */
  void slow(int millis) {
    lock.lock();
    try {
      slowNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    } finally {
      lock.unlock();
    }
  }

  boolean frozen() {
    lock.lock();
    try {
      return frozenUntilNanos - System.nanoTime() > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Sends the answer: now, or when it is its turn. */
  void give(Conversation to, EngineToMonitor answer) {
    lock.lock();
    try {
      long nowNanos = System.nanoTime();
      long delayNanos = Math.max(slowNanos, frozenUntilNanos - nowNanos);
      if (delayNanos <= 0 && late.isEmpty()) {
        to.send(answer);
      } else if (late.size() < MAX_LATE) {
        late.add(new Late(to, answer, nowNanos + delayNanos));
        scheduleDrain(delayNanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private void scheduleDrain(long delayNanos) {
    try {
      Future<?> _ = scheduler.schedule(this::drain, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The program is ending, and so is the connection.
    }
  }

  /**
   * Sends what is due. What waits behind an answer that is not due yet goes out with it, in the
   * drain planned for that one: order counts more than an exact delay.
   */
  private void drain() {
    lock.lock();
    try {
      Optional<Late> first = Optional.ofNullable(late.peek());
      while (first.isPresent() && first.get().dueNanos() - System.nanoTime() <= 0) {
        late.remove();
        first.get().to().send(first.get().answer());
        first = Optional.ofNullable(late.peek());
      }
    } finally {
      lock.unlock();
    }
  }
}
