package org.evcharging.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.evcharging.simulation.plan.FaultLevel;
import org.evcharging.simulation.plan.Scenario;

/** Runs seeds as {@code ev simulate} does, and fails with what it would print. */
final class ManySeeds {
  static final Scenario USUAL = new Scenario(3, 3, FaultLevel.MANY, 90_000);

  private ManySeeds() {}

  static Totals run(Scenario scenario, long first, long last) throws InterruptedException {
    Runs runs = new Runs(scenario, Optional.empty(), false);
    return run(runs, first, last);
  }

  static Totals run(Runs runs, long first, long last) throws InterruptedException {
    ProgramLog.take();
    Totals totals = new Totals();
    Optional<Result.Broken> broken =
        new Runner(runs::run, totals, _ -> {})
            .run(first, last, Runtime.getRuntime().availableProcessors());
    assertThat(broken.map(it -> report(runs, it))).isEmpty();
    return totals;
  }

  private static String report(Runs runs, Result.Broken broken) {
    StringWriter words = new StringWriter();
    PrintWriter to = new PrintWriter(words);
    new FailureReport(runs, broken).print(to);
    to.flush();
    return words.toString();
  }
}
