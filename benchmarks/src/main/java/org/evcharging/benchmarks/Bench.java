package org.evcharging.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.evcharging.benchmarks.Plan.Part;
import org.evcharging.benchmarks.rig.Side;
import org.evcharging.console.CommandLines;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ev bench}: measures Central against the bare relay, and says which budgets are met. */
@Command(
    name = "ev bench",
    description =
        "Measures Central against what the machine can do: a bare relay of the same records, a bare"
            + " loop that writes the same rows (docs/performance.md).",
    footer = {
      "",
      "Keep the machine idle meanwhile. The figures as measured: docs/performance.md",
      "",
      "Examples:",
      "  ev bench                               all, about 30 minutes",
      "  ev bench latency --rounds 5            one of them",
      "  ev bench authorisations --json         for programs",
      "  ev bench money --seconds 5             movements of money, without Kafka",
      "  ev bench clearing --cdrs 20000         CDRs that five members upload, without Kafka",
      "  ev bench locks                         what it costs to time each lock",
      "  ev bench restart --rounds 3            with a million accounts",
      "  EV_JAVA_OPTS=-XX:StartFlightRecording:filename=c.jfr \\",
      "    ev bench authorisations --only central --in-flight 1000 --rounds 1 --seconds 60"
    })
public final class Bench implements Callable<Integer> {
  /** They are all kept in memory. */
  private static final int MOST_CDRS = 500_000;

  /** What can be asked for. */
  enum Which {
    AUTHORISATIONS,
    LATENCY,
    ALONE,
    MONEY,
    CLEARING,
    LOCKS,
    RESTART,
    ALL;

    private Set<Part> parts() {
      return switch (this) {
        case AUTHORISATIONS -> EnumSet.of(Part.AUTHORISATIONS);
        case LATENCY -> EnumSet.of(Part.LATENCY);
        case ALONE -> EnumSet.of(Part.ALONE);
        case MONEY -> EnumSet.of(Part.MONEY);
        case CLEARING -> EnumSet.of(Part.CLEARING);
        case LOCKS -> EnumSet.of(Part.LOCKS);
        case RESTART -> EnumSet.of(Part.RESTART);
        case ALL -> EnumSet.allOf(Part.class);
      };
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "authorisations|latency|alone|money|clearing|locks|restart|all",
      defaultValue = "all",
      description = "What to measure (default: ${DEFAULT-VALUE}).")
  private Which which = Which.ALL;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each is measured, 1 to 100 (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long each is measured, 1 to 3600 (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,20000",
      description = "Authorisations going on at once (default: ${DEFAULT-VALUE}).")
  private List<Integer> inFlight = List.of();

  @Option(
      names = "--cdrs",
      paramLabel = "N",
      defaultValue = "100000",
      description = "CDRs of each member of a clearing (default: ${DEFAULT-VALUE}).")
  private int cdrs;

  @Option(
      names = "--only",
      paramLabel = "relay|central",
      description = "Load one side only, to profile it.")
  private Optional<Side> only = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where broker and databases keep their files meanwhile (default: a new folder"
              + " for temporary files).")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  Bench() {}

  public static void main(String[] args) {
    System.exit(CommandLines.of(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Plan plan = plan();
    logWarningsOnly();
    try (WorkFolder folder = WorkFolder.make(data)) {
      Figures figures = new Course(plan, folder.path(), inFlight).run();
      if (json) {
        System.out.println(Report.json(figures));
      } else {
        Report.text(figures).forEach(System.out::println);
      }
    }
    return 0;
  }

  private Plan plan() {
    if (rounds < 1 || rounds > 100 || seconds < 1 || seconds > 3600) {
      throw wrongUsage("--rounds is 1 to 100, --seconds 1 to 3600");
    }
    if (inFlight.stream().anyMatch(number -> number < 1 || number > 1_000_000)) {
      throw wrongUsage("--in-flight is 1 to 1,000,000");
    }
    if (cdrs < 1 || cdrs > MOST_CDRS) {
      throw wrongUsage(Text.of("--cdrs is 1 to %,d", MOST_CDRS));
    }
    Set<Side> sides = only.map(EnumSet::of).orElse(EnumSet.allOf(Side.class));
    if (sides.size() == 1
        && !EnumSet.of(Part.AUTHORISATIONS, Part.ALONE).containsAll(which.parts())) {
      throw wrongUsage("--only goes with authorisations or alone: the others compare");
    }
    return new Plan(which.parts(), rounds, Duration.ofSeconds(seconds), cdrs, sides);
  }

  private ParameterException wrongUsage(String line) {
    return new ParameterException(spec.commandLine(), line);
  }

  /** Thousands of requests a second are not told one by one. */
  private static void logWarningsOnly() {
    if (LoggerFactory.getLogger("org.evcharging") instanceof Logger ours) {
      ours.setLevel(Level.WARN);
    }
  }
}
