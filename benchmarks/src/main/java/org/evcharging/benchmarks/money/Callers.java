package org.evcharging.benchmarks.money;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.evcharging.benchmarks.traffic.Trouble;
import org.evcharging.central.core.Movement;

/**
 * Threads that each move money, or look at an account, and when that is on the disk do it again.
 * Begun once, finished once.
 */
public final class Callers {
  private static final int SIGNIFICANT_DIGITS = 3;

  /** A movement is 0.01 to this, in cents. */
  private static final int MOST_CENTS = 10_000;

  /** What a caller does each time. */
  private interface Call {
    void run() throws Exception;
  }

  private final Trouble trouble;
  private final List<Thread> threads = new ArrayList<>();
  private final List<SingleWriterRecorder> latencies = new ArrayList<>();
  private final AtomicLong done = new AtomicLong();
  private volatile boolean calling = true;

  private Callers(Trouble trouble) {
    this.trouble = trouble;
  }

  /** So many that move money, each time of an account drawn at random. */
  public static Callers moving(Books books, int callers, int accounts, Trouble trouble) {
    return start(callers, trouble, () -> books.move(order(accounts)));
  }

  /** So many that look at accounts drawn at random. */
  public static Callers looking(Books books, int callers, int accounts, Trouble trouble) {
    return start(
        callers,
        trouble,
        () -> {
          long _ = books.balanceCents(ThreadLocalRandom.current().nextInt(accounts));
        });
  }

  private static Callers start(int callers, Trouble trouble, Call call) {
    Callers started = new Callers(trouble);
    for (int i = 0; i < callers; i++) {
      SingleWriterRecorder recorder = new SingleWriterRecorder(SIGNIFICANT_DIGITS);
      started.latencies.add(recorder);
      started.threads.add(
          Thread.ofPlatform().name("caller-" + i).start(() -> started.run(call, recorder)));
    }
    return started;
  }

  private static Order order(int accounts) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new Order(
        random.nextInt(accounts),
        random.nextBoolean() ? Movement.TOP_UP : Movement.WITHDRAWAL,
        1 + random.nextInt(MOST_CENTS),
        // As the money desk makes them up, but for the costly randomness.
        new UUID(random.nextLong(), random.nextLong()).toString());
  }

  private void run(Call call, SingleWriterRecorder recorder) {
    long calls = 0;
    try {
      while (calling) {
        long startNanos = System.nanoTime();
        call.run();
        recorder.recordValue(System.nanoTime() - startNanos);
        calls++;
      }
    } catch (Exception e) {
      trouble.happened(e);
    } finally {
      done.addAndGet(calls);
    }
  }

  /** The latencies of what was done since the last time, in nanoseconds. */
  public Histogram latencies() {
    Histogram all = new Histogram(SIGNIFICANT_DIGITS);
    latencies.forEach(each -> all.add(each.getIntervalHistogram()));
    return all;
  }

  /**
   * Nobody calls again, and what goes on comes to its end.
   *
   * @return how many calls were done in all
   * @throws IllegalStateException if some are not done after that patience
   */
  public long finish(Duration patience) throws InterruptedException {
    calling = false;
    long endNanos = System.nanoTime() + patience.toNanos();
    for (Thread thread : threads) {
      if (!thread.join(Duration.ofNanos(Math.max(1, endNanos - System.nanoTime())))) {
        throw new IllegalStateException(
            thread.getName()
                + " has no answer after "
                + TimeUnit.NANOSECONDS.toSeconds(patience.toNanos())
                + " s");
      }
    }
    return done.get();
  }
}
