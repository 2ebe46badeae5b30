package org.evcharging.launcher.lab;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where each thread of a race is stopped until the other can go no further either: it is stopped
 * here too, waits for a lock, or has ended. Thread-safe.
 */
final class WorstMoment {
  /** Never reached unless a thread hangs elsewhere; it must not hang this one too. */
  private static final long PATIENCE_S = 5;

  private final Map<Side, CountDownLatch> standing = latches();
  private final Map<Side, CountDownLatch> ended = latches();
  private final Set<Side> haveRead = ConcurrentHashMap.newKeySet();

  private static Map<Side, CountDownLatch> latches() {
    Map<Side, CountDownLatch> latches = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      latches.put(side, new CountDownLatch(1));
    }
    return latches;
  }

  /** This thread knows by now what it decides upon. */
  void hasRead(Side side) {
    haveRead.add(side);
  }

  /** This thread goes no further by itself, or not at all. */
  void stands(Side side) {
    latch(standing, side).countDown();
  }

  /** This thread has done all that it was to do. */
  void ends(Side side) {
    latch(ended, side).countDown();
    stands(side);
  }

  /**
   * Tells whether this thread writes second: of two that have both read, A writes first. At the
   * same time they could also tear apart what they write to, which is another mistake.
   */
  boolean isSecond(Side side) {
    return side == Side.B && haveRead.contains(Side.A);
  }

  /** Tells whether that thread does not stand yet. */
  boolean canGoOn(Side side) {
    return latch(standing, side).getCount() > 0;
  }

  /** Stops the calling thread until that one stands. */
  void await(Side side) {
    await(latch(standing, side));
  }

  /** Stops the calling thread until that one has ended. */
  void awaitEnd(Side side) {
    await(latch(ended, side));
  }

  private static void await(CountDownLatch latch) {
    try {
      boolean _ = latch.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CountDownLatch latch(Map<Side, CountDownLatch> latches, Side side) {
    return latches.getOrDefault(side, new CountDownLatch(0));
  }
}
