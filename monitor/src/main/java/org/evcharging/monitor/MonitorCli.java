package org.evcharging.monitor;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.evcharging.console.HostPort;
import org.evcharging.console.ProgramLife;
import org.evcharging.console.Prompt;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.evcharging.monitor.prompt.MonitorPrompt;
import org.evcharging.wire.MonitorToCentral.Register;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev monitor}: one charge point's Monitor until it is told to stop. */
@Command(
    name = "monitor",
    description = "Watches one Engine and reports to Central.",
    footer = {
      "",
      "Commands at its prompt, or line by line in a pipe:",
      "  status, help, quit",
      "",
      "Examples:",
      "  ev monitor --id MAD-01 --site Madrid --location \"Gran Vía 1\"",
      "  ev monitor --id MAD-02 --engine localhost:6002 --central pc7:5000 --price 0.31"
    })
public final class MonitorCli implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--engine",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:6001",
      description = "Where its Engine listens (default: ${DEFAULT-VALUE}).")
  private HostPort engine = new HostPort("localhost", 6001);

  @Option(
      names = "--central",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:5000",
      description = "Where Central listens for Monitors (default: ${DEFAULT-VALUE}).")
  private HostPort central = new HostPort("localhost", 5000);

  @Option(
      names = "--id",
      paramLabel = "ID",
      required = true,
      description = "The charge point: 1 to 36 of A-Z a-z 0-9 . _ -")
  private Optional<ChargePointId> id = Optional.empty();

  @Option(
      names = "--site",
      paramLabel = "NAME",
      defaultValue = "Main",
      description = "The named place it belongs to (default: ${DEFAULT-VALUE}).")
  private String site = "Main";

  @Option(
      names = "--location",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Where to find it there (default: nothing).")
  private String location = "";

  @Option(
      names = "--price",
      paramLabel = "EUROS",
      defaultValue = "0.25",
      description = "Per kWh (default: ${DEFAULT-VALUE}).")
  private String price = "0.25";

  @Option(
      names = "--power",
      paramLabel = "WATTS",
      defaultValue = "22000",
      description = "The most it delivers (default: ${DEFAULT-VALUE}).")
  private long powerW = 22_000;

  @Option(
      names = "--secret",
      paramLabel = "TEXT",
      description = "Proves that it is the same charge point (default: made once, kept in DIR).")
  private Optional<String> secret = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A folder of its own (default: ev-data/monitor-ID).")
  private Optional<Path> data = Optional.empty();

  /** Made by picocli. */
  public MonitorCli() {}

  @Override
  public Integer call() {
    MonitorConfig config = config();
    try (ProgramLife life = ProgramLife.start("monitor")) {
      Prompt prompt = Prompt.open("monitor> ", MonitorPrompt.WORDS);
      Monitor monitor = life.owns(Monitor.start(config, prompt::say));
      life.owns(prompt);
      MonitorPrompt commands =
          new MonitorPrompt(config.id(), monitor::view, prompt::say, () -> life.stop("quit"));
      Thread _ =
          Thread.ofPlatform()
              .daemon()
              .name("monitor-prompt")
              .start(() -> prompt.run(commands::obey));
      return life.awaitStop();
    }
  }

  private MonitorConfig config() {
    try {
      ChargePointId chargePoint = id.orElseThrow();
      Place place = new Place(site, location);
      Tariff tariff = Tariff.ofEuros(price);
      String proof = secret.orElseGet(() -> MonitorSecret.keptIn(folder(chargePoint)));
      Register registration =
          new Register(chargePoint, proof, place, tariff, OptionalLong.of(powerW));
      return new MonitorConfig(unresolved(engine), unresolved(central), registration);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Path folder(ChargePointId chargePoint) {
    return data.orElse(Path.of("ev-data", "monitor-" + chargePoint));
  }

  /** The name is looked up at each attempt, so that a machine which moves is found again. */
  private static InetSocketAddress unresolved(HostPort address) {
    return InetSocketAddress.createUnresolved(address.host(), address.port());
  }
}
