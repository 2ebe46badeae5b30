package org.evcharging.launcher.lab;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the threads of a race meet before it. They do not sleep here, as waking up takes longer
 * than many a race. Thread-safe.
 */
final class StartingLine {
  /** Then the other has no processor: let it have this one. */
  private static final int SPINS = 10_000;

  private static final long NAP_NANOS = 1_000;

  private final AtomicInteger missing;
  private volatile OptionalLong startNanos = OptionalLong.empty();

  StartingLine(int threads) {
    missing = new AtomicInteger(threads);
  }

  /** Returns when all are here: the moment of the start, the same for each. */
  long await() {
    if (missing.decrementAndGet() == 0) {
      startNanos = OptionalLong.of(System.nanoTime());
    }
    int spins = 0;
    while (startNanos.isEmpty()) {
      if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
    return startNanos.getAsLong();
  }
}
