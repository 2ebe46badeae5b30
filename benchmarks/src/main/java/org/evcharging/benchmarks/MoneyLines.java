package org.evcharging.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.evcharging.benchmarks.Figures.Money;
import org.evcharging.benchmarks.money.Load;
import org.evcharging.benchmarks.money.Turn;
import org.evcharging.benchmarks.money.Turn.Pace;

/** What is told of movements of money, a line a load; medians over the rounds. */
final class MoneyLines {
  private MoneyLines() {}

  static List<String> of(Money money) {
    List<String> lines = new ArrayList<>();
    for (Load load : Load.values()) {
      lines.add(
          Text.of(
              "%s: %s, %.1f µs of the processor, ratio %.2f",
              words(load),
              pace(money, load, Turn::moved),
              money.of(load, Turn::processMicros),
              money.ratio(load)));
    }
    lines.add(
        "looks at balances meanwhile: "
            + pace(money, Load.WITH_READERS, turn -> turn.looked().orElseThrow()));
    return lines;
  }

  private static String pace(Money money, Load load, Function<Turn, Pace> whose) {
    return Text.of(
        "%,.0f/s, p50 %.3f ms, p99 %.2f ms, p99.9 %.2f ms",
        money.of(load, turn -> whose.apply(turn).perSecond()),
        money.of(load, turn -> whose.apply(turn).medianMs()),
        money.of(load, turn -> whose.apply(turn).p99Ms()),
        money.of(load, turn -> whose.apply(turn).p999Ms()));
  }

  private static String words(Load load) {
    return switch (load) {
      case BARE -> "money, bare SQLite";
      case MANY_ACCOUNTS -> "money, 1,000 accounts";
      case ONE_ACCOUNT -> "money, all on one account";
      case WITH_READERS -> "money, 1,000 accounts, 4 readers";
    };
  }
}
