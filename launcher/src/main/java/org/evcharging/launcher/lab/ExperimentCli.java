package org.evcharging.launcher.lab;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.launcher.lab.Findings.Half;
import org.evcharging.launcher.program.TemporaryFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What all experiments have in common: the two halves, and how they are printed. */
abstract class ExperimentCli implements Callable<Integer> {
  private static final int MOST_TRIES = 10_000;
  private static final int LONG = 1_000;
  private static final int NOT_PROVEN = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Without protection until it goes wrong, but so often at most; with it just so often; 1"
              + " to 10000 (default: ${DEFAULT-VALUE}).")
  private int tries = 10;

  @Option(names = "--long", description = "With protection 1,000 times: it never goes wrong.")
  private boolean repeated;

  @Option(
      names = "--no-pause",
      description =
          "Stop no thread at the worst moment: leave it to the operating system, as in production.")
  private boolean noPause;

  @Option(names = "--json", description = "Print all of it as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (tries < 1 || tries > MOST_TRIES) {
      throw new ParameterException(
          spec.commandLine(), "--tries: " + tries + " is not 1 to " + MOST_TRIES);
    }
    Scheduling scheduling = noPause ? Scheduling.AS_IT_COMES : Scheduling.WORST;
    // First with: by the second half Java has loaded and compiled what both use, so that the times
    // of
    // the one race that is shown are those of the race.
    Half with = half(Protection.WITH, scheduling, repeated ? LONG : tries);
    Half without = half(Protection.WITHOUT, scheduling, tries);
    Findings findings = new Findings(spec.name(), scheduling, without, with);
    print(findings);
    return findings.proven() ? 0 : NOT_PROVEN;
  }

  private Half half(Protection protection, Scheduling scheduling, int mostTries) throws Exception {
    Path folder = TemporaryFolder.make("lab");
    try (Experiment experiment = prepare(folder, protection, scheduling, mostTries)) {
      return Findings.half(experiment, mostTries);
    } finally {
      TemporaryFolder.remove(folder);
    }
  }

  private void print(Findings findings) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(findings));
    } else {
      story().lines(findings, Paper.ofStdout(System.getenv())).forEach(out::println);
    }
    out.flush();
  }

  /**
   * Makes all that is needed for races.
   *
   * @param folder an empty one
   * @param mostTries how many races there may be
   */
  abstract Experiment prepare(
      Path folder, Protection protection, Scheduling scheduling, int mostTries) throws StoreFailure;

  abstract Story story();
}
