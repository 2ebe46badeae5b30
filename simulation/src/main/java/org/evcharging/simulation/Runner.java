package org.evcharging.simulation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Runs many seeds: each in one thread, several side by side. Stops at the first that breaks. */
public final class Runner {
  private final LongFunction<Result> run;
  private final Totals totals;
  private final Consumer<Result> afterEach;

  @GuardedBy("this")
  private Optional<Result.Broken> broken = Optional.empty();

  @GuardedBy("this")
  private Optional<Throwable> trouble = Optional.empty();

  /**
   * @param run runs one seed; called by several threads
   * @param afterEach told of each run, by several threads
   */
  public Runner(LongFunction<Result> run, Totals totals, Consumer<Result> afterEach) {
    this.run = run;
    this.totals = totals;
    this.afterEach = afterEach;
  }

  /**
   * Runs the seeds from the first to the last, both included.
   *
   * @return the lowest seed that was found to break, if any
   */
  public Optional<Result.Broken> run(long first, long last, int threads)
      throws InterruptedException {
    AtomicLong next = new AtomicLong(first);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(Thread.ofPlatform().name("simulation " + i).start(() -> work(next, last)));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    return outcome();
  }

  private synchronized Optional<Result.Broken> outcome() {
    trouble.ifPresent(it -> {
      throw new IllegalStateException("the simulation itself failed: " + it, it);
    });
    return broken;
  }

  private void work(AtomicLong next, long last) {
    try {
      long seed = next.getAndIncrement();
      while (seed <= last && goesOn()) {
        Result result = run.apply(seed);
        totals.add(result);
        afterEach.accept(result);
        note(result);
        seed = next.getAndIncrement();
      }
    } catch (RuntimeException | Error e) {
      note(e);
    }
  }

  private synchronized boolean goesOn() {
    return broken.isEmpty() && trouble.isEmpty();
  }

  private synchronized void note(Result result) {
    if (result instanceof Result.Broken one
        && (broken.isEmpty() || one.seed() < broken.get().seed())) {
      broken = Optional.of(one);
    }
  }

  private synchronized void note(Throwable failure) {
    trouble = Optional.of(failure);
  }
}
