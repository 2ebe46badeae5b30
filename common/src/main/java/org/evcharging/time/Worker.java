package org.evcharging.time;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread that does {@link Stepped} work, step after step, until it is told to stop. Thread-safe.
 */
public final class Worker {
  private final Stepped work;
  private final Runnable last;
  private final Duration patience;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  /**
   * A worker that has not begun.
   *
   * @param thread makes its thread, {@code Thread.ofPlatform().name("publisher")} say
   * @param patience what each step is given: how soon it must notice that it is to stop
   */
  public Worker(Thread.Builder thread, Duration patience, Stepped work) {
    this(thread, patience, work, () -> {});
  }

  /**
   * A worker that has not begun, with something to do at its end.
   *
   * @param patience what each step is given: how soon it must notice that it is to stop
   * @param last done by the thread when it ends, whatever ends it
   */
  public Worker(Thread.Builder thread, Duration patience, Stepped work, Runnable last) {
    this.work = work;
    this.last = last;
    this.patience = patience;
    this.thread = thread.unstarted(this::run);
  }

  /** Begins. Once. */
  public void start() {
    thread.start();
  }

  /** Lets the step end that goes on, and begins no other. Never waits. */
  public void stop() {
    stopping.countDown();
  }

  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Tells whether this thread is the worker's own. */
  public boolean isCurrent() {
    return Thread.currentThread().equals(thread);
  }

  /** Ends whatever the thread waits for. */
  public void interrupt() {
    thread.interrupt();
  }

  /**
   * Waits for the thread to end.
   *
   * @return whether it has; true if it never began
   */
  public boolean join(Duration limit) throws InterruptedException {
    return thread.getState() == Thread.State.NEW || thread.join(limit);
  }

  private void run() {
    try {
      while (!isStopping()) {
        Duration pause = work.step(patience);
        if (pause.isPositive()) {
          boolean _ = stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        }
      }
    } catch (InterruptedException _) {
      // Told to stop, and not to wait for anything.
    } finally {
      last.run();
    }
  }
}
