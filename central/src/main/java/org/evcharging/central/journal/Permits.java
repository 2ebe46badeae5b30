package org.evcharging.central.journal;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many entries may be on their way to the disk at once. A tenth of the permits only {@link
 * Lane#RESERVED} may take, and what comes back fills that tenth first. Permits have no owner.
 * Thread-safe.
 */
final class Permits {
  /** Far more than may ever wait, and far from overflowing a semaphore. */
  private static final int EVERYBODY = Integer.MAX_VALUE / 16;

  private final Semaphore normal;
  private final Semaphore reserved;
  private final AtomicInteger reservedOut = new AtomicInteger();

  Permits(int total) {
    int kept = total / 10;
    normal = new Semaphore(total - kept);
    reserved = new Semaphore(kept);
  }

  void acquire(Lane lane) throws InterruptedException {
    switch (lane) {
      case NORMAL -> normal.acquire();
      case RESERVED -> {
        if (!normal.tryAcquire()) {
          reserved.acquire();
          reservedOut.incrementAndGet();
        }
      }
    }
  }

  void release(int permits) {
    int toReserved = Math.min(permits, reservedOut.getAndUpdate(out -> Math.max(0, out - permits)));
    if (toReserved > 0) {
      reserved.release(toReserved);
    }
    if (permits > toReserved) {
      normal.release(permits - toReserved);
    }
  }

  /** Lets everybody through who waits or comes: there is nothing left to wait for. */
  void open() {
    normal.release(EVERYBODY);
    reserved.release(EVERYBODY);
  }

  /** How many may be taken now by a lane. */
  int available(Lane lane) {
    return switch (lane) {
      case NORMAL -> normal.availablePermits();
      case RESERVED -> available();
    };
  }

  /** How many may be taken now, the reserved ones included. */
  int available() {
    return normal.availablePermits() + reserved.availablePermits();
  }
}
