package org.evcharging.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.evcharging.benchmarks.Figures.Alone;
import org.evcharging.benchmarks.Figures.Latency;
import org.evcharging.benchmarks.Figures.LatencyRound;
import org.evcharging.benchmarks.Figures.Millis;
import org.evcharging.benchmarks.Figures.Rate;
import org.evcharging.benchmarks.Figures.Throughput;

/**
 * A budget of docs/performance.md, and what was measured.
 *
 * @param central its own figure
 * @param relay the yardstick's
 * @param compared what the budget is about: a ratio, an excess, a time
 */
record Verdict(
    String what, String central, String relay, String compared, String budget, boolean met) {

  private static final double RATIO_AT_1_000 = 0.5;
  private static final double RATIO_AT_20_000 = 0.25;
  private static final int FEW = 1_000;
  private static final double ALONE_MS = 5.0;

  static List<Verdict> on(Figures figures) {
    List<Verdict> verdicts = new ArrayList<>();
    figures.throughput().forEach(each -> verdicts.add(on(each)));
    figures.latency().ifPresent(latency -> verdicts.add(on(latency)));
    figures.alone().ifPresent(alone -> verdicts.add(on(alone)));
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
}
