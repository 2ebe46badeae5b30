package org.evcharging.benchmarks.traffic;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** One authorisation, and when it is over, the next. Used once, by one thread. */
public final class OneAtATime implements Arrivals {
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Drivers drivers;
  private final Semaphore done = new Semaphore(0);
  private final AtomicLong denied = new AtomicLong();
  private final Recorder latencies = new Recorder(SIGNIFICANT_DIGITS);
  private volatile long askedNanos;
  private volatile boolean measuring;

  public OneAtATime(Drivers drivers) {
    this.drivers = drivers;
    drivers.tell(this);
  }

  /**
   * Asks again and again, and returns the latencies in nanoseconds, from the driver's send to the
   * driver's receipt.
   *
   * @param ramp how long to ask before what counts
   * @throws IllegalStateException if an answer is missing after that patience
   */
  public Histogram run(Duration ramp, Duration measured, Duration patience)
      throws InterruptedException {
    askFor(ramp, patience);
    measuring = true;
    askFor(measured, patience);
    return latencies.getIntervalHistogram();
  }

  /** How many were denied: none, if all is well. */
  public long denied() {
    return denied.get();
  }

  private void askFor(Duration time, Duration patience) throws InterruptedException {
    long endNanos = System.nanoTime() + time.toNanos();
    for (int next = 0; System.nanoTime() - endNanos < 0; next++) {
      askedNanos = System.nanoTime();
      drivers.ask(next % drivers.count());
      if (!done.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("no answer in " + patience.toMillis() + " ms");
      }
    }
  }

  @Override
  public void authorized(int slot, long nowNanos) {
    if (measuring) {
      latencies.recordValue(nowNanos - askedNanos);
    }
  }

  @Override
  public void over(int slot, boolean wasDenied) {
    if (wasDenied) {
      denied.incrementAndGet();
    }
    done.release();
  }
}
