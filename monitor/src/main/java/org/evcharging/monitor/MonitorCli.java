package org.evcharging.monitor;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.evcharging.console.CommandWords;
import org.evcharging.console.HostPort;
import org.evcharging.console.KeptSecret;
import org.evcharging.console.Lines;
import org.evcharging.console.ListenAddress;
import org.evcharging.console.ProgramLife;
import org.evcharging.console.Prompt;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.evcharging.monitor.core.Script;
import org.evcharging.monitor.inject.ControlPort;
import org.evcharging.monitor.inject.ScriptFile;
import org.evcharging.monitor.prompt.MonitorPrompt;
import org.evcharging.wire.MonitorToCentral.Register;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev monitor}: one charge point's Monitor until it is told to stop. */
@Command(
    name = "monitor",
    synopsisSubcommandLabel = "[COMMAND]",
    description = "Watches one Engine and reports to Central.",
    subcommands = InjectCli.class,
    footer = {
      "",
      "Commands at its prompt, or line by line in a pipe:",
      "  fault [reason], recover, freeze SECONDS, slow MILLIS, disconnect SECONDS,",
      "  status, help, quit",
      "",
      "A script has such commands with their times since the start, one a line:",
      "  at 5s fault cable torn      # comments and blank lines are ignored",
      "  at 15s recover",
      "",
      "Examples:",
      "  ev monitor --id MAD-01 --site Madrid --location \"Gran Vía 1\"",
      "  ev monitor --id MAD-02 --engine localhost:6002 --central pc7:5000 --price 0.31",
      "  ev monitor --id MAD-01 --control 6101 --script faults.txt",
      "  ev monitor inject freeze 10                      at the monitor's control port 6101"
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
      description =
          "The charge point, 1 to 36 of A-Z a-z 0-9 . _ - (required, but not for inject).")
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

  @Option(
      names = "--control",
      paramLabel = "[HOST:]PORT",
      converter = ListenAddress.class,
      description =
          "Where faults may be injected with ev monitor inject; without a host from this machine"
              + " only, port 0 for any free one (default: nowhere).")
  private Optional<ListenAddress.Value> control = Optional.empty();

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "Faults to inject by itself, and when (default: none).")
  private Optional<Path> script = Optional.empty();

  /** Made by picocli. */
  public MonitorCli() {}

  @Override
  public Integer call() {
    MonitorConfig config = config();
    try (ProgramLife life = ProgramLife.start("monitor")) {
      Prompt prompt = Prompt.open("monitor> ", CommandWords.of(MonitorPrompt.WORDS));
      // The monitor goes on whether or not the terminal takes its lines.
      Lines lines = life.owns(new Lines(prompt::say));
      // Before the monitor registers: one that cannot have its port must disturb nobody.
      CompletableFuture<Monitor> started = new CompletableFuture<>();
      Optional<ControlPort> port =
          control.map(
              listen -> ControlPort.start(listen.resolve(), fault -> started.join().inject(fault)));
      Monitor monitor = life.owns(Monitor.start(config, lines::say));
      started.complete(monitor);
      life.owns(prompt);
      port.map(life::owns)
          .ifPresent(open -> lines.say("faults may be injected on port " + open.port()));
      MonitorPrompt commands =
          new MonitorPrompt(
              config.id(), monitor::view, monitor, prompt::say, () -> life.stop("quit"));
      Thread _ =
          Thread.ofPlatform()
              .daemon()
              .name("monitor-prompt")
              .start(() -> read(prompt, commands, life));
      return life.awaitStop();
    }
  }

  private static void read(Prompt prompt, MonitorPrompt commands, ProgramLife life) {
    prompt.run(commands::obey);
    if (Prompt.terminal() && !life.stopping()) {
      prompt.say("The input has ended, the monitor goes on; Ctrl-C ends it");
    }
  }

  private MonitorConfig config() {
    try {
      ChargePointId chargePoint = id.orElseThrow(this::idIsMissing);
      Script planned = script.map(ScriptFile::read).orElse(Script.NONE);
      Place place = new Place(site, location);
      Tariff tariff = Tariff.ofEuros(price);
      String proof = secret.orElseGet(() -> KeptSecret.keptIn(folder(chargePoint)));
      Register registration =
          new Register(chargePoint, proof, place, tariff, OptionalLong.of(powerW));
      return new MonitorConfig(unresolved(engine), unresolved(central), registration, planned);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Not picocli's own check, which would also ask for it when a fault is injected elsewhere. */
  private ParameterException idIsMissing() {
    return new MissingParameterException(
        spec.commandLine(), spec.findOption("--id"), "--id is required");
  }

  private Path folder(ChargePointId chargePoint) {
    return data.orElse(Path.of("ev-data", "monitor-" + chargePoint));
  }

  /** The name is looked up at each attempt, so that a machine which moves is found again. */
  private static InetSocketAddress unresolved(HostPort address) {
    return InetSocketAddress.createUnresolved(address.host(), address.port());
  }
}
