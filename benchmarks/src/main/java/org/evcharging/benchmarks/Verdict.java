package org.evcharging.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.evcharging.benchmarks.Figures.Alone;
import org.evcharging.benchmarks.Figures.Clearing;
import org.evcharging.benchmarks.Figures.Latency;
import org.evcharging.benchmarks.Figures.LatencyRound;
import org.evcharging.benchmarks.Figures.LockPrice;
import org.evcharging.benchmarks.Figures.Millis;
import org.evcharging.benchmarks.Figures.Money;
import org.evcharging.benchmarks.Figures.Rate;
import org.evcharging.benchmarks.Figures.Restart;
import org.evcharging.benchmarks.Figures.Throughput;
import org.evcharging.benchmarks.clearing.ClearingTurn;
import org.evcharging.benchmarks.clearing.Way;
import org.evcharging.benchmarks.money.Load;
import org.evcharging.benchmarks.rig.CentralProcess.Start;

/**
 * A budget of docs/performance.md, and what was measured.
 *
 * @param central its own figure
 * @param bare the yardstick's: the relay's, bare SQLite's
 * @param compared what the budget is about: a ratio, an excess, a time
 */
record Verdict(
    String what, String central, String bare, String compared, String budget, boolean met) {

  private static final double RATIO_AT_1_000 = 0.5;
  private static final double RATIO_AT_20_000 = 0.25;
  private static final int FEW = 1_000;
  private static final double ALONE_MS = 5.0;
  private static final double MONEY_RATIO = 0.6;
  private static final double CLEARING_RATIO = 0.5;
  private static final double LOCK_PRICE = 0.02;
  private static final double RESTART_S = 3.0;
  private static final double PERCENT = 100;

  static List<Verdict> on(Figures figures) {
    List<Verdict> verdicts = new ArrayList<>();
    figures.throughput().forEach(each -> verdicts.add(on(each)));
    figures.latency().ifPresent(latency -> verdicts.add(on(latency)));
    figures.alone().ifPresent(alone -> verdicts.add(on(alone)));
    figures.money().ifPresent(money -> verdicts.add(on(money)));
    figures.clearing().ifPresent(clearing -> verdicts.add(on(clearing)));
    figures.lockPrice().ifPresent(price -> verdicts.add(on(price)));
    figures.restart().ifPresent(restart -> verdicts.add(on(restart)));
    return verdicts;
  }

  private static Verdict on(Throughput figures) {
    double ratio = figures.ratio();
    double budget = figures.inFlight() <= FEW ? RATIO_AT_1_000 : RATIO_AT_20_000;
    return new Verdict(
        Text.of("authorisations a second, %,d in flight", figures.inFlight()),
        Text.of("%,.0f/s", Median.of(figures.central(), Rate::perSecond)),
        Text.of("%,.0f/s", Median.of(figures.relay(), Rate::perSecond)),
        Text.of("ratio %.2f", ratio),
        Text.of("≥ %.2f", budget),
        ratio >= budget);
  }

  private static Verdict on(Latency figures) {
    double excess = Median.of(figures.rounds(), LatencyRound::excessMs);
    return new Verdict(
        Text.of("p99 latency at a steady %,d/s", figures.perSecond()),
        Text.of("%.2f ms", Median.of(figures.rounds(), round -> round.central().p99())),
        Text.of("%.2f ms", Median.of(figures.rounds(), round -> round.relay().p99())),
        Text.of("%+.2f ms against the limit", excess),
        Text.of(
            "≤ relay + 2 × fsync (%.2f ms) + 2 ms = %.2f ms",
            Median.of(figures.rounds(), round -> round.fsync().p99()),
            Median.of(figures.rounds(), LatencyRound::limitP99Ms)),
        excess <= 0);
  }

  private static Verdict on(Alone figures) {
    double median = Median.of(figures.central(), Millis::median);
    return new Verdict(
        "one authorisation alone, median",
        Text.of("%.2f ms", median),
        Text.of("%.2f ms", Median.of(figures.relay(), Millis::median)),
        Text.of("%.2f ms", median),
        Text.of("≤ %.0f ms", ALONE_MS),
        median <= ALONE_MS);
  }

  private static Verdict on(Money figures) {
    double ratio = figures.ratio(Load.MANY_ACCOUNTS);
    return new Verdict(
        "movements of money a second, 64 callers, 1,000 accounts",
        Text.of("%,.0f/s", figures.of(Load.MANY_ACCOUNTS, turn -> turn.moved().perSecond())),
        Text.of("%,.0f/s", figures.of(Load.BARE, turn -> turn.moved().perSecond())),
        Text.of("ratio %.2f", ratio),
        Text.of("≥ %.2f", MONEY_RATIO),
        ratio >= MONEY_RATIO);
  }

  private static Verdict on(Clearing figures) {
    double ratio = figures.ratio();
    return new Verdict(
        Text.of("CDRs cleared a second, five members, %,d each", figures.cdrs()),
        Text.of("%,.0f/s", figures.of(Way.CLEARING, ClearingTurn::perSecond)),
        Text.of("%,.0f/s", figures.of(Way.BARE, ClearingTurn::perSecond)),
        Text.of("ratio %.2f", ratio),
        Text.of("≥ %.2f", CLEARING_RATIO),
        ratio >= CLEARING_RATIO);
  }

  private static Verdict on(LockPrice figures) {
    double share = figures.reckonedShare();
    return new Verdict(
        "locks that can be seen, a movement",
        Text.of("%.0f ns a taking", figures.cost().rankedNanos()),
        Text.of("%.0f ns", figures.cost().plainNanos()),
        Text.of("%+.1f %% of its processor time", PERCENT * share),
        Text.of("≤ %.0f %%", PERCENT * LOCK_PRICE),
        share <= LOCK_PRICE);
  }

  private static Verdict on(Restart figures) {
    double median = Median.of(figures.full(), Start::seconds);
    return new Verdict(
        Text.of("restart, %,d accounts, %,d sessions", figures.accounts(), figures.sessions()),
        Text.of("%.2f s", median),
        Text.of("%.2f s with nothing", Median.of(figures.empty(), Start::seconds)),
        Text.of("%.2f s", median),
        Text.of("≤ %.0f s", RESTART_S),
        median <= RESTART_S);
  }
}
