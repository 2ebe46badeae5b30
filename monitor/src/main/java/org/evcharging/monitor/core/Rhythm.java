package org.evcharging.monitor.core;

import java.time.Duration;

/** Something due again and again. Late is late: what was missed is not made up for. */
final class Rhythm {
  private final long intervalNanos;
  private long dueNanos;

  Rhythm(Duration interval, long firstDueNanos) {
    this.intervalNanos = interval.toNanos();
    this.dueNanos = firstDueNanos;
  }

  /** Begins anew: due now. */
  void restart(long nowNanos) {
    dueNanos = nowNanos;
  }

  /** Tells whether it is due; if so, it was for this time. */
  boolean strikes(long nowNanos) {
    if (nowNanos - dueNanos < 0) {
      return false;
    }
    dueNanos += intervalNanos;
    if (nowNanos - dueNanos >= 0) {
      dueNanos = nowNanos + intervalNanos;
    }
    return true;
  }

  /** It happened now, whether it was due or not. */
  void happened(long nowNanos) {
    dueNanos = nowNanos + intervalNanos;
  }

  long dueNanos() {
    return dueNanos;
  }
}
