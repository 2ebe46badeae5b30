package org.evcharging.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.evcharging.benchmarks.Figures.Clearing;
import org.evcharging.benchmarks.clearing.ClearingTurn;
import org.evcharging.benchmarks.clearing.Way;

/** What is told of CDRs that are cleared, a line a side; medians over the rounds. */
final class ClearingLines {
  private ClearingLines() {}

  static List<String> of(Clearing clearing) {
    return Arrays.stream(Way.values())
        .map(way ->
            Text.of(
                "%s: %,.0f CDRs/s; a batch of %.0f is on the disk after %.2f ms, p99 %.2f ms;"
                    + " %.1f µs of the processor a CDR",
                words(way),
                clearing.of(way, ClearingTurn::perSecond),
                clearing.of(way, ClearingTurn::cdrsPerBatch),
                clearing.of(way, ClearingTurn::medianMs),
                clearing.of(way, ClearingTurn::p99Ms),
                clearing.of(way, ClearingTurn::processMicros)))
        .toList();
  }

  private static String words(Way way) {
    return switch (way) {
      case BARE -> "clearing, bare SQLite";
      case CLEARING -> "clearing, five members";
    };
  }
}
