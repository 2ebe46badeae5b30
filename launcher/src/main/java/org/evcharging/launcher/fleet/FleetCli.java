package org.evcharging.launcher.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.evcharging.console.Durations;
import org.evcharging.console.HostPort;
import org.evcharging.console.Lines;
import org.evcharging.console.ProgramLife;
import org.evcharging.launcher.program.TemporaryFolder;
import org.evcharging.launcher.program.TimeLimit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev fleet}: many charge points with their drivers, until it is told to stop. */
@Command(
    name = "fleet",
    description = "Many charge points in this process, with a driver for each.",
    footer = {
      "",
      "Each is an engine and a monitor as they are on their own. Central must admit the drivers:",
      "ev central --open-drivers 100.",
      "",
      "Each charge point takes "
          + Descriptors.FOR_EACH
          + " file descriptors; more than this process may have"
          + " are refused (ulimit -n).",
      "",
      "Examples:",
      "  ev fleet                                       50 charge points, 60%% of them busy",
      "  ev fleet --charge-points 500 --faults 1%%       5 of them fail each minute, and heal",
      "  ev fleet --charge-points 2000 --busy 0%%        nobody charges",
      "  ev fleet --prefix SOUTH --data /tmp/south      a second one in the same network",
      "  ev fleet --seed 8 --for 5m                     other choices, five minutes"
    })
public final class FleetCli implements Callable<Integer> {
  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--charge-points",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "How many, at six sites; 1 to "
              + FleetConfig.MAX_CHARGE_POINTS
              + " (default: ${DEFAULT-VALUE}).")
  private int chargePoints = 50;

  @Option(
      names = "--central",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:5000",
      description = "Where Central listens for Monitors (default: ${DEFAULT-VALUE}).")
  private HostPort central = new HostPort("localhost", 5000);

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String bootstrap = "";

  @Option(
      names = "--prefix",
      paramLabel = "WORD",
      defaultValue = "FLEET",
      description =
          "How all ids begin: FLEET-0001 is a charge point, FLEET-D0001 its driver (default:"
              + " ${DEFAULT-VALUE}).")
  private String prefix = "FLEET";

  @Option(
      names = "--secret",
      paramLabel = "S",
      defaultValue = "fleet",
      description =
          "With which its monitors register; the same whenever it comes back to the same Central"
              + " (default: ${DEFAULT-VALUE}).")
  private String secret = "fleet";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "Decides who asks when, who stays how long, which vehicles come and what fails; the same"
              + " seed, the same choices (default: ${DEFAULT-VALUE}).")
  private long seed = 7;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "60",
      description = "How many times faster than real batteries fill (default: ${DEFAULT-VALUE}).")
  private int speed = 60;

  @Option(
      names = "--busy",
      paramLabel = "SHARE",
      converter = Share.Converter.class,
      defaultValue = "60%",
      description =
          "About which share of the charge points drivers keep busy: each pauses as long between two"
              + " stays as makes up this share of all time (default: ${DEFAULT-VALUE}).")
  private Share busy = new Share(0);

  @Option(
      names = "--stay",
      paramLabel = "TIME",
      converter = Durations.class,
      defaultValue = "40s",
      description =
          "How long vehicles stay plugged in; half of it at some charge points, up to half as much"
              + " again at others. A full battery ends a supply before (default: ${DEFAULT-VALUE}).")
  private Duration stay = Duration.ofSeconds(40);

  @Option(
      names = "--faults",
      paramLabel = "SHARE",
      converter = Share.Converter.class,
      defaultValue = "1%",
      description =
          "How likely each charge point is to fail in each minute; it heals by itself after 5 to"
              + " 20 s (default: ${DEFAULT-VALUE}).")
  private Share faults = new Share(0);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep the engines' journal in this folder, so that a fleet that was killed tells at its"
              + " next start how its supplies ended (default: a temporary folder, removed at the"
              + " end).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "End by itself after that time: 30s, 5m.")
  private Optional<Duration> duration = Optional.empty();

  /** Made by picocli. */
  public FleetCli() {}

  @Override
  public Integer call() {
    FleetConfig asked = config(data.orElse(Path.of("")));
    Descriptors.now().require(chargePoints);
    Path folder = data.orElseGet(() -> TemporaryFolder.make("fleet"));
    try (ProgramLife life = ProgramLife.start("fleet")) {
      Lines lines = life.owns(new Lines(System.out::println));
      Fleet fleet = life.owns(Fleet.start(asked.in(folder), lines::say, life::stopping));
      lines.say(
          "%,d charge points from %s-0001 on, %s busy, %s of them failing each minute; seed %d"
              .formatted(chargePoints, prefix, busy, faults, seed));
      fleet.every(REPORT_INTERVAL, () -> lines.say(fleet.report().line()));
      duration.ifPresent(time -> TimeLimit.of(time, life));
      return life.awaitStop();
    } finally {
      if (data.isEmpty()) {
        TemporaryFolder.remove(folder);
      }
    }
  }

  private FleetConfig config(Path folder) {
    try {
      return new FleetConfig(
          prefix,
          chargePoints,
          central,
          bootstrap,
          secret,
          folder,
          new Habits(seed, speed, busy, stay, faults));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
