package org.evcharging.launcher.lab;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where each thread of a race is stopped until the other can go no further either: it is stopped
 * here too, waits for a lock, or has ended. Thread-safe.
 */
final class WorstMoment {
  /** Never reached unless a thread hangs elsewhere; it must not hang this one too. */
  private static final long PATIENCE_S = 5;

  private final Map<Side, CountDownLatch> standing = new EnumMap<>(Side.class);

  WorstMoment() {
    for (Side side : Side.values()) {
      standing.put(side, new CountDownLatch(1));
    }
  }

  /** This thread goes no further by itself, or not at all. */
  void stands(Side side) {
    latch(side).countDown();
  }

  /** Tells whether that thread does not stand yet. */
  boolean canGoOn(Side side) {
    return latch(side).getCount() > 0;
  }

  /** Stops the calling thread until that one stands. */
  void await(Side side) {
    try {
      boolean _ = latch(side).await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CountDownLatch latch(Side side) {
    return standing.getOrDefault(side, new CountDownLatch(0));
  }
}
