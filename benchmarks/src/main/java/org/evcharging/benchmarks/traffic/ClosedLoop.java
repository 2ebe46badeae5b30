package org.evcharging.benchmarks.traffic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * As many authorisations in flight as there are drivers, all the time: who is done asks again at
 * once. Used once.
 */
public final class ClosedLoop implements Arrivals {
  private final Drivers drivers;
  private final AtomicLong authorized = new AtomicLong();
  private final AtomicLong denied = new AtomicLong();
  private final CountDownLatch busy;
  private volatile boolean asking = true;

  private ClosedLoop(Drivers drivers) {
    this.drivers = drivers;
    this.busy = new CountDownLatch(drivers.count());
  }

  /** All drivers ask. */
  public static ClosedLoop start(Drivers drivers) {
    ClosedLoop loop = new ClosedLoop(drivers);
    drivers.tell(loop);
    for (int slot = 0; slot < drivers.count(); slot++) {
      drivers.ask(slot);
    }
    return loop;
  }

  /** How many drivers have heard that they may plug in. */
  public long authorized() {
    return authorized.get();
  }

  /** How many were denied: none, if all is well. */
  public long denied() {
    return denied.get();
  }

  /**
   * Nobody asks again, and those in flight come to their end.
   *
   * @return whether they did in that time
   */
  public boolean finish(Duration patience) throws InterruptedException {
    asking = false;
    return busy.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void authorized(int slot, long nowNanos) {
    authorized.incrementAndGet();
  }

  @Override
  public void over(int slot, boolean wasDenied) {
    if (wasDenied) {
      denied.incrementAndGet();
    }
    if (asking) {
      drivers.ask(slot);
    } else {
      busy.countDown();
    }
  }
}
