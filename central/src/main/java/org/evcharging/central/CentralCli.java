package org.evcharging.central;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.evcharging.central.dashboard.Dashboard;
import org.evcharging.console.ListenAddress;
import org.evcharging.console.LogFile;
import org.evcharging.console.ProgramLife;
import org.evcharging.console.Prompt;
import org.evcharging.console.UserError;
import org.evcharging.model.Money;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev central}: runs a network until it is told to stop. */
@Command(
    name = "central",
    description = "Runs the network: answers drivers, watches charge points, keeps the sessions.",
    footer = {
      "",
      "In a terminal it shows the dashboard: type help there. The log then goes to DB.log.",
      "",
      "Examples:",
      "  ev central                                    Kafka and all ports on this machine",
      "  ev central --headless --open-drivers 100      plain lines; any driver may charge",
      "  ev central --bootstrap pc7:9092 --listen 0.0.0.0:5000 --db /srv/ev.db"
    })
public final class CentralCli implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String bootstrap = "";

  @Option(
      names = "--listen",
      paramLabel = "[HOST:]PORT",
      converter = ListenAddress.class,
      defaultValue = "5000",
      description =
          "Where Monitors connect to; without a host this machine only (default:"
              + " ${DEFAULT-VALUE}).")
  private ListenAddress.Value listen = ListenAddress.LOOPBACK_ANY_PORT;

  @Option(
      names = "--http",
      paramLabel = "[HOST:]PORT",
      converter = ListenAddress.class,
      defaultValue = "8080",
      description =
          "Where the HTTP API is served; without a host this machine only (default:"
              + " ${DEFAULT-VALUE}).")
  private ListenAddress.Value http = ListenAddress.LOOPBACK_ANY_PORT;

  @Option(
      names = "--desk",
      paramLabel = "[HOST:]PORT",
      converter = ListenAddress.class,
      defaultValue = "5001",
      description =
          "Where the money desk listens; without a host this machine only, elsewhere AUTH TOKEN"
              + " comes first (default: ${DEFAULT-VALUE}).")
  private ListenAddress.Value desk = ListenAddress.LOOPBACK_ANY_PORT;

  @Option(
      names = "--clearing",
      paramLabel = "[HOST:]PORT",
      converter = ListenAddress.class,
      defaultValue = "5002",
      description =
          "Where companies upload what they settle with each other; without a host this machine"
              + " only (default: ${DEFAULT-VALUE}).")
  private ListenAddress.Value clearing = ListenAddress.LOOPBACK_ANY_PORT;

  @Option(
      names = "--db",
      paramLabel = "FILE",
      defaultValue = "ev.db",
      description = "The database, made if it is not there (default: ${DEFAULT-VALUE}).")
  private Path database = Path.of("ev.db");

  @Option(
      names = "--headless",
      description = "Plain lines instead of the dashboard, also in a terminal.")
  private boolean headless;

  @Option(
      names = "--open-drivers",
      paramLabel = "EUROS",
      converter = Euros.class,
      description =
          "Admit drivers who are not known at their first request; EUROS is what their account"
              + " begins with.")
  private Optional<Money> openDrivers = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "T",
      description =
          "The operator's secret for changes over HTTP; made at the first start if not given, and"
              + " kept in DB.token.")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--viewer-token",
      paramLabel = "T",
      description =
          "A secret that lets others read over HTTP from other machines, and change nothing"
              + " (default: there is none).")
  private Optional<String> viewerToken = Optional.empty();

  /** Made by picocli. */
  public CentralCli() {}

  @Override
  public Integer call() {
    CentralConfig config = config();
    boolean onScreen = !headless && Prompt.terminal();
    if (onScreen) {
      LogFile.take(besideDatabase(".log"));
    }
    try (ProgramLife life = ProgramLife.start("central")) {
      Central central = life.owns(Central.open(config, life::fail));
      if (onScreen) {
        life.owns(openDashboard(central, life));
      }
      return life.awaitStop();
    }
  }

  private CentralConfig config() {
    try {
      return new CentralConfig(
          bootstrap,
          listen.resolve(),
          http.resolve(),
          desk.resolve(),
          clearing.resolve(),
          database,
          token,
          viewerToken,
          openDrivers);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static Dashboard openDashboard(Central central, ProgramLife life) {
    try {
      return Dashboard.open(
          central.screen(), central.desk(), central.messages(), () -> life.stop("quit"));
    } catch (IOException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private Path besideDatabase(String suffix) {
    return database.resolveSibling(database.getFileName() + suffix);
  }

  /** Reads an amount of euros with at most two decimals. */
  static final class Euros implements ITypeConverter<Money> {
    @Override
    public Money convert(String text) {
      try {
        return new Money(new BigDecimal(text).movePointRight(2).longValueExact());
      } catch (NumberFormatException | ArithmeticException e) {
        throw new IllegalArgumentException("expected euros such as 100 or 99.50", e);
      }
    }
  }
}
