package org.evcharging.central.state;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * So many lines a second, and a count of what was left out. Its owner's thread takes and reports.
 */
final class LineBudget {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int linesPerSecond;
  private final AtomicLong leftOut = new AtomicLong();
  private final LongSupplier nanoClock;
  private long secondBeganNanos;
  private long reportedNanos;
  private int taken;

  LineBudget(int linesPerSecond, LongSupplier nanoClock) {
    this.linesPerSecond = linesPerSecond;
    this.nanoClock = nanoClock;
    this.secondBeganNanos = nanoClock.getAsLong();
    this.reportedNanos = secondBeganNanos;
  }

  /** Tells whether one more line may be written. */
  boolean take() {
    long nowNanos = nanoClock.getAsLong();
    if (nowNanos - secondBeganNanos >= SECOND_NANOS) {
      secondBeganNanos = nowNanos;
      taken = 0;
    }
    if (taken < linesPerSecond) {
      taken++;
      return true;
    }
    leftOut.incrementAndGet();
    return false;
  }

  /** Counts lines that were never tried. From any thread. */
  void leftOut(int lines) {
    leftOut.addAndGet(lines);
  }

  /** A line about what was left out, at most once a second. */
  Optional<String> report() {
    long nowNanos = nanoClock.getAsLong();
    if (nowNanos - reportedNanos < SECOND_NANOS || leftOut.get() == 0) {
      return Optional.empty();
    }
    reportedNanos = nowNanos;
    return Optional.of("too busy to log: " + leftOut.getAndSet(0) + " lines or more left out");
  }
}
