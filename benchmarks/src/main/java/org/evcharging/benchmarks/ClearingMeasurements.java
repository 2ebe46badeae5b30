package org.evcharging.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.benchmarks.Figures.Clearing;
import org.evcharging.benchmarks.clearing.ClearingProcess;
import org.evcharging.benchmarks.clearing.ClearingTurn;
import org.evcharging.benchmarks.clearing.Way;

/** Takes turns: bare SQLite, then the clearing, each on a new database, and again. */
final class ClearingMeasurements {
  private final Path folder;
  private final Plan plan;
  private final Consumer<String> words;

  /**
   * @param words takes a line for each turn
   */
  ClearingMeasurements(Path folder, Plan plan, Consumer<String> words) {
    this.folder = folder;
    this.plan = plan;
    this.words = words;
  }

  Clearing run() throws IOException, InterruptedException {
    Map<Way, List<ClearingTurn>> turns = new EnumMap<>(Way.class);
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Way way : Way.values()) {
        ClearingTurn turn = take(way);
        words.accept(
            Text.of(
                "clearing, round %d: %s %,.0f/s, p99 %.2f ms",
                round, way, turn.perSecond(), turn.p99Ms()));
        turns.computeIfAbsent(way, _ -> new ArrayList<>()).add(turn);
      }
    }
    return new Clearing(plan.cdrs(), turns);
  }

  private ClearingTurn take(Way way) throws IOException, InterruptedException {
    try (WorkFolder own = WorkFolder.make(Optional.of(folder))) {
      return ClearingProcess.take(way, own.path(), plan.cdrs());
    }
  }
}
