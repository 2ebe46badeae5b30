package org.evcharging.benchmarks.traffic;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * So many requests a second, whatever becomes of those before. A latency counts from the moment at
 * which its request should have been sent: a pause of anything counts against all that fall into
 * it. Used once, by one thread.
 */
public final class SteadyLoad implements Arrivals {
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Drivers drivers;
  private final long periodNanos;
  private final BlockingQueue<Integer> free = new LinkedBlockingQueue<>();
  private final AtomicLongArray dueNanos;
  private final AtomicLong denied = new AtomicLong();
  private final Recorder latencies = new Recorder(SIGNIFICANT_DIGITS);
  private volatile long measuredFromNanos;

  /**
   * A load for these drivers, all of whom are free.
   *
   * @param perSecond requests, 1 to 100,000
   */
  public SteadyLoad(Drivers drivers, int perSecond) {
    this.drivers = drivers;
    this.periodNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    this.dueNanos = new AtomicLongArray(drivers.count());
    for (int slot = 0; slot < drivers.count(); slot++) {
      free.add(slot);
    }
    drivers.tell(this);
  }

  /**
   * Sends, waits for the last answers, and returns the latencies in nanoseconds.
   *
   * @param ramp how long to send before what counts
   * @throws IllegalStateException if answers are missing after that patience
   */
  public Histogram run(Duration ramp, Duration measured, Duration patience)
      throws InterruptedException {
    long startNanos = System.nanoTime();
    measuredFromNanos = startNanos + ramp.toNanos();
    long endNanos = measuredFromNanos + measured.toNanos();
    for (long due = startNanos; due - endNanos < 0; due += periodNanos) {
      awaitMoment(due);
      int slot = take(patience);
      dueNanos.set(slot, due);
      drivers.ask(slot);
    }
    for (int slot = 0; slot < drivers.count(); slot++) {
      take(patience);
    }
    return latencies.getIntervalHistogram();
  }

  /** How many were denied: none, if all is well. */
  public long denied() {
    return denied.get();
  }

  private static void awaitMoment(long nanos) {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = nanos - System.nanoTime();
    }
  }

  private int take(Duration patience) throws InterruptedException {
    Integer slot = free.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (slot == null) {
      throw new IllegalStateException(
          "no driver was done for " + patience.toMillis() + " ms: answers are missing");
    }
    return slot;
  }

  @Override
  public void authorized(int slot, long nowNanos) {
    long due = dueNanos.get(slot);
    if (due - measuredFromNanos >= 0) {
      latencies.recordValue(nowNanos - due);
    }
  }

  @Override
  public void over(int slot, boolean wasDenied) {
    if (wasDenied) {
      denied.incrementAndGet();
    }
    free.add(slot);
  }
}
