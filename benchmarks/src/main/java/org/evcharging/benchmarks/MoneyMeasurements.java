package org.evcharging.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.benchmarks.Figures.Money;
import org.evcharging.benchmarks.money.Load;
import org.evcharging.benchmarks.money.Turn;

/** Takes turns: bare SQLite, then Central under each load, each on a new database, and again. */
final class MoneyMeasurements {
  private final Path folder;
  private final Plan plan;
  private final Consumer<String> words;

  /**
   * @param words takes a line for each turn
   */
  MoneyMeasurements(Path folder, Plan plan, Consumer<String> words) {
    this.folder = folder;
    this.plan = plan;
    this.words = words;
  }

  Money run() throws Exception {
    Map<Load, List<Turn>> turns = new EnumMap<>(Load.class);
    // The first round is for the compiler.
    for (int round = 0; round <= plan.rounds(); round++) {
      for (Load load : Load.values()) {
        Turn turn = take(load, round == 0 ? Plan.RAMP : plan.measured());
        if (round == 0) {
          words.accept("warming up: " + load);
        } else {
          words.accept(
              Text.of(
                  "money, round %d: %s %,.0f/s, p99 %.2f ms",
                  round, load, turn.moved().perSecond(), turn.moved().p99Ms()));
          turns.computeIfAbsent(load, _ -> new ArrayList<>()).add(turn);
        }
      }
    }
    return new Money(turns);
  }

  private Turn take(Load load, Duration measured) throws Exception {
    try (WorkFolder own = WorkFolder.make(Optional.of(folder))) {
      return Turn.take(load, own.path().resolve("ev.db"), Plan.RAMP, measured);
    }
  }
}
