package org.evcharging.simulation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.evcharging.console.CommandLines;
import org.evcharging.console.UserError;
import org.evcharging.simulation.plan.FaultLevel;
import org.evcharging.simulation.plan.Scenario;
import org.evcharging.simulation.world.Trace;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev simulate}: runs the network in virtual time, seed by seed, until a promise breaks. */
@Command(
    name = "ev simulate",
    description =
        "Runs the whole network in one thread and in virtual time, while things go wrong, and"
            + " checks every promise (docs/simulation.md).",
    footer = {
      "",
      "The same seed and options give the same run, always. If a promise breaks: exit 1, with the",
      "command that replays it.",
      "",
      "Examples:",
      "  ev simulate                              1,000 seeds",
      "  ev simulate --seeds 1..10000             ten times as many",
      "  ev simulate --seed 7 --trace | less      all that happens in one",
      "  ev simulate --faults none --charge-points 20 --for 1h --seed 1"
    })
public final class Simulate implements Callable<Integer> {
  private static final int BROKEN = 1;

  @Option(
      names = "--seeds",
      paramLabel = "FIRST..LAST",
      description = "Which runs (default: 1..1000).")
  private Optional<Seeds> seeds = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "One run.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--trace",
      description = "Print what happens, a line each; needs --seed. Virtual seconds, who, what.")
  private boolean trace;

  @Option(
      names = "--faults",
      paramLabel = "none|some|many",
      defaultValue = "many",
      description = "How much goes wrong (default: ${DEFAULT-VALUE}).")
  private FaultLevel faults = FaultLevel.MANY;

  @Option(
      names = "--charge-points",
      paramLabel = "N",
      defaultValue = "3",
      description = "1 to 100 (default: ${DEFAULT-VALUE}).")
  private int chargePoints;

  @Option(
      names = "--drivers",
      paramLabel = "N",
      description = "1 to 100 (default: as many as charge points).")
  private Optional<Integer> drivers = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "90s",
      description =
          "For how long people ask and things go wrong, in virtual time, 1s to 24h; then all"
              + " must settle (default: ${DEFAULT-VALUE}).")
  private Duration load = Duration.ZERO;

  @Option(
      names = "--only",
      paramLabel = "N",
      split = ",",
      description = "Only these items of the run's plan; needs --seed. As a failure prints them.")
  private Set<Integer> only = Set.of();

  @Option(
      names = "--sqlite",
      description = "Let a real SQLite database follow, and compare; slower by far.")
  private boolean sqlite;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Runs side by side, 1 to 256 (default: one a processor).")
  private Optional<Integer> threads = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  Simulate() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return CommandLines.of(new Simulate()).registerConverter(Seeds.class, new Seeds.Reader());
  }

  @Override
  public Integer call() throws InterruptedException {
    Seeds which = whichSeeds();
    Runs runs = new Runs(scenario(), itemsOnly(), sqlite);
    requireItems(which);
    int workers = threads.orElse(Runtime.getRuntime().availableProcessors());
    require(workers >= 1 && workers <= 256, "--threads: " + workers + " is not 1 to 256");
    ProgramLog.take();
    PrintWriter err = spec.commandLine().getErr();
    Totals totals = new Totals();
    Optional<Result.Broken> broken;
    if (trace) {
      broken = traced(runs, which.first(), totals);
    } else {
      try (Progress progress = new Progress(err, which.count())) {
        broken =
            new Runner(runs::run, totals, progress::ran).run(which.first(), which.last(), workers);
      }
    }
    totals.table().forEach(err::println);
    broken.ifPresent(it -> new FailureReport(runs, it).print(err));
    err.flush();
    // Half a trace looks like a whole one.
    if (trace && spec.commandLine().getOut().checkError()) {
      throw new UserError(
          "the trace could not be written whole: standard output is full or closed");
    }
    return broken.isPresent() ? BROKEN : 0;
  }

  private Optional<Result.Broken> traced(Runs runs, long one, Totals totals) {
    PrintWriter out = spec.commandLine().getOut();
    Result result = runs.run(one, Trace.to(out::println));
    out.flush();
    totals.add(result);
    return result instanceof Result.Broken broken ? Optional.of(broken) : Optional.empty();
  }

  private Seeds whichSeeds() {
    require(seeds.isEmpty() || seed.isEmpty(), "--seeds and --seed: only one of them");
    require(!trace || seed.isPresent(), "--trace needs --seed: one run is traced at a time");
    require(only.isEmpty() || seed.isPresent(), "--only needs --seed: each run has its own plan");
    seed.ifPresent(one -> require(one >= 0, "--seed: " + one + " is negative"));
    return seed.map(one -> new Seeds(one, one)).or(() -> seeds).orElse(new Seeds(1, 1_000));
  }

  /** Those that the run's whole plan has. */
  private void requireItems(Seeds which) {
    if (!only.isEmpty()) {
      int items = new Runs(scenario(), Optional.empty(), false).plan(which.first()).items().size();
      for (int item : only) {
        require(
            item >= 0 && item < items,
            "--only: the plan of seed "
                + which.first()
                + " has no item "
                + item
                + ", only 0 to "
                + (items - 1));
      }
    }
  }

  private Optional<Set<Integer>> itemsOnly() {
    return only.isEmpty() ? Optional.empty() : Optional.of(only);
  }

  private Scenario scenario() {
    require(
        load.compareTo(Duration.ofSeconds(1)) >= 0 && load.compareTo(Duration.ofHours(24)) <= 0,
        "--for: not 1s to 24h");
    try {
      return new Scenario(chargePoints, drivers.orElse(chargePoints), faults, load.toMillis());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
