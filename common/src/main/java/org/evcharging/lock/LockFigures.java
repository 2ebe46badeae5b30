package org.evcharging.lock;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What one lock has cost. Changed by the lock's holder alone, so that nothing is counted with a
 * costly atomic step; read by anybody, a moment late at most.
 */
final class LockFigures {
  private static final int ACQUISITIONS = 0;
  private static final int LONGEST_WAIT = 1;
  private static final int TOTAL_WAIT = 2;
  private static final int LONGEST_HOLD = 3;
  private static final int TOTAL_HOLD = 4;
  private static final int FIGURES = 5;

  private static final String HERE = LockFigures.class.getPackageName() + ".";

  private final AtomicLongArray figures = new AtomicLongArray(FIGURES);

  /** Where the longest hold ended. */
  private volatile @Nullable StackFrame longestHoldAt;

  void taken(long waitedNanos) {
    add(ACQUISITIONS, 1);
    if (waitedNanos > 0) {
      add(TOTAL_WAIT, waitedNanos);
      if (waitedNanos > figures.getPlain(LONGEST_WAIT)) {
        figures.lazySet(LONGEST_WAIT, waitedNanos);
      }
    }
  }

  void held(long nanos) {
    add(TOTAL_HOLD, nanos);
    if (nanos > figures.getPlain(LONGEST_HOLD)) {
      figures.lazySet(LONGEST_HOLD, nanos);
      // Rare: only a hold longer than all before it looks where it is.
      longestHoldAt =
          StackWalker.getInstance()
              .walk(frames ->
                  frames.filter(frame -> !frame.getClassName().startsWith(HERE)).findFirst())
              .orElse(null);
    }
  }

  LockReport.Figures read() {
    return new LockReport.Figures(
        figures.get(ACQUISITIONS),
        figures.get(LONGEST_WAIT),
        figures.get(TOTAL_WAIT),
        figures.get(LONGEST_HOLD),
        figures.get(TOTAL_HOLD),
        Optional.ofNullable(longestHoldAt).map(LockFigures::words));
  }

  private void add(int figure, long value) {
    figures.lazySet(figure, figures.getPlain(figure) + value);
  }

  /** {@code ChargingNetwork.submit:103}. */
  private static String words(StackFrame frame) {
    String type = frame.getClassName();
    return type.substring(type.lastIndexOf('.') + 1)
        + "."
        + frame.getMethodName()
        + ":"
        + frame.getLineNumber();
  }
}
