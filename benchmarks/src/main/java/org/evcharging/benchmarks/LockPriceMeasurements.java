package org.evcharging.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.benchmarks.Figures.LockPrice;
import org.evcharging.benchmarks.money.LockCost;
import org.evcharging.benchmarks.money.TurnProcess;

/**
 * Movements of money with locks that are timed, and with locks that are not, in turns: each in a
 * process of its own, with time to compile.
 */
final class LockPriceMeasurements {
  /** A new process has all to compile. */
  private static final Duration RAMP = Duration.ofSeconds(8);

  private final Path folder;
  private final Plan plan;
  private final Consumer<String> words;

  /**
   * @param words takes a line for each pair
   */
  LockPriceMeasurements(Path folder, Plan plan, Consumer<String> words) {
    this.folder = folder;
    this.plan = plan;
    this.words = words;
  }

  LockPrice run() throws IOException, InterruptedException {
    List<LockPrice.Pair> pairs = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      LockPrice.Pair pair = new LockPrice.Pair(take(true), take(false));
      words.accept(
          Text.of(
              "locks, round %d: timed %.1f µs, untimed %.1f µs of the processor a movement",
              round, pair.timed().processMicros(), pair.untimed().processMicros()));
      pairs.add(pair);
    }
    return new LockPrice(pairs, LockCost.measure());
  }

  private TurnProcess.Cost take(boolean locksTimed) throws IOException, InterruptedException {
    try (WorkFolder own = WorkFolder.make(Optional.of(folder))) {
      return TurnProcess.take(locksTimed, own.path().resolve("ev.db"), RAMP, plan.measured());
    }
  }
}
