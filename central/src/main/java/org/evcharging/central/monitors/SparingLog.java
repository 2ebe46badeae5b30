package org.evcharging.central.monitors;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.evcharging.lock.Locks;

/**
 * What is logged because of peers: a line each, but never more than a few in ten seconds, so that a
 * flood of bad ones does not flood the log; the others are counted. Thread-safe.
 */
final class SparingLog {
  static final int LINES_A_WINDOW = 5;
  static final Duration WINDOW = Duration.ofSeconds(10);

  private final Consumer<String> log;
  private final LongSupplier nanoClock;

  /** A leaf. It closes the race of two threads that both see the last free line of a window. */
  private final ReentrantLock lock;

  @GuardedBy("lock")
  private long windowStartNanos;

  @GuardedBy("lock")
  private int linesInWindow;

  @GuardedBy("lock")
  private long leftOut;

  SparingLog(Consumer<String> log, LongSupplier nanoClock) {
    this(log, nanoClock, Locks.REAL);
  }

  SparingLog(Consumer<String> log, LongSupplier nanoClock, Locks locks) {
    this.log = log;
    this.nanoClock = nanoClock;
    this.lock = locks.leaf();
    this.windowStartNanos = nanoClock.getAsLong();
  }

  /** Logs it, or counts it. */
  void report(String what) {
    lock.lock();
    try {
      turnWindow();
      if (linesInWindow == LINES_A_WINDOW) {
        leftOut++;
        return;
      }
      linesInWindow++;
    } finally {
      lock.unlock();
    }
    log.accept(OneLine.of(what));
  }

  /** Says how many were left out, once their window is over; to be called now and then. */
  void settle() {
    lock.lock();
    try {
      turnWindow();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void turnWindow() {
    long nowNanos = nanoClock.getAsLong();
    if (nowNanos - windowStartNanos < WINDOW.toNanos()) {
      return;
    }
    if (leftOut > 0) {
      log.accept("more like these, left out: count=" + leftOut);
    }
    windowStartNanos = nowNanos;
    linesInWindow = 0;
    leftOut = 0;
  }
}
