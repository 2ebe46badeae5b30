package org.evcharging.benchmarks.money;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.RankedLock;

/**
 * What it costs to take a free lock and give it back, in nanoseconds of the processor: one that can
 * be seen, with its rank, its counts and its times, and a plain one.
 */
public record LockCost(double rankedNanos, double plainNanos) {
  private static final int TAKINGS = 500_000;

  /** The best counts: whatever else the machine did can only have made it slower. */
  private static final int TRIES = 15;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Measures it, on this thread. */
  public static LockCost measure() {
    RankedLock ranked = new RankedLock(LockRank.ACCOUNT, "bench");
    ReentrantLock plain = new ReentrantLock();
    double rankedNanos = Double.MAX_VALUE;
    double plainNanos = Double.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      rankedNanos = Math.min(rankedNanos, nanos(ranked));
      plainNanos = Math.min(plainNanos, nanos(plain));
    }
    return new LockCost(rankedNanos, plainNanos);
  }

  private static double nanos(RankedLock lock) {
    int guarded = 0;
    long startNanos = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < TAKINGS; i++) {
      lock.lock("bench", THREADS);
      try {
        guarded++;
      } finally {
        lock.unlock();
      }
    }
    return (THREADS.getCurrentThreadCpuTime() - startNanos) / (double) guarded;
  }

  private static double nanos(ReentrantLock lock) {
    int guarded = 0;
    long startNanos = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < TAKINGS; i++) {
      lock.lock();
      try {
        guarded++;
      } finally {
        lock.unlock();
      }
    }
    return (THREADS.getCurrentThreadCpuTime() - startNanos) / (double) guarded;
  }
}
