package org.evcharging.simulation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells now and then how far it is, and how fast. Thread-safe. */
final class Progress implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final PrintWriter to;
  private final long seeds;
  private final long begunNanos = System.nanoTime();

  @GuardedBy("this")
  private long saidNanos = begunNanos;

  @GuardedBy("this")
  private long ran;

  @GuardedBy("this")
  private long virtualMs;

  Progress(PrintWriter to, long seeds) {
    this.to = to;
    this.seeds = seeds;
  }

  synchronized void ran(Result result) {
    ran++;
    virtualMs += result.figures().virtualMs();
    long nowNanos = System.nanoTime();
    if (nowNanos - saidNanos >= EVERY_NANOS) {
      saidNanos = nowNanos;
      say(nowNanos);
    }
  }

  @GuardedBy("this")
  private void say(long nowNanos) {
    double seconds = (nowNanos - begunNanos) / 1e9;
    to.printf(
        Locale.ROOT,
        "%,d of %,d seeds, %.1f a second; %,d virtual seconds, %,.0f times as fast as real%n",
        ran,
        seeds,
        ran / seconds,
        virtualMs / 1_000,
        virtualMs / 1e3 / seconds);
    to.flush();
  }

  @Override
  public synchronized void close() {
    say(System.nanoTime());
  }
}
