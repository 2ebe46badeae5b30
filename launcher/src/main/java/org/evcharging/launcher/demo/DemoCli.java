package org.evcharging.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.evcharging.central.dashboard.Dashboard;
import org.evcharging.console.Durations;
import org.evcharging.console.FileTrouble;
import org.evcharging.console.ListenAddress;
import org.evcharging.console.LogFile;
import org.evcharging.console.ProgramLife;
import org.evcharging.console.Prompt;
import org.evcharging.console.UserError;
import org.evcharging.driver.core.DriverView;
import org.evcharging.driver.prompt.JsonView;
import org.evcharging.launcher.program.TemporaryFolder;
import org.evcharging.launcher.program.TimeLimit;
import org.evcharging.message.Notification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev demo}: a whole network in one process, nothing else needed. */
@Command(
    name = "demo",
    description = "A whole network in this process: Kafka, Central, charge points, drivers.",
    footer = {
      "",
      "In a terminal it shows Central's dashboard: type help there.",
      "",
      "Examples:",
      "  ev demo                                 the dashboard; quit ends it",
      "  ev demo --http 8080                     the same, and the web page at http://localhost:8080/",
      "  ev demo --headless --for 30s            plain lines, half a minute",
      "  ev demo --headless --json --for 40s     what drivers hear, one JSON object a line",
      "  ev demo --charge-points 40 --drivers 25 a busy one"
    })
public final class DemoCli implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--headless",
      description = "Plain lines instead of the dashboard, also in a terminal.")
  private boolean headless;

  @Option(
      names = "--json",
      description = "What drivers hear on stdout, one JSON object a line; implies --headless.")
  private boolean json;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "End by itself after that time: 30s, 5m.")
  private Optional<Duration> duration = Optional.empty();

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "60",
      description = "How many times faster than real batteries fill (default: ${DEFAULT-VALUE}).")
  private int speed = 60;

  @Option(
      names = "--charge-points",
      paramLabel = "N",
      defaultValue = "6",
      description = "How many, at two sites (default: ${DEFAULT-VALUE}).")
  private int chargePoints = 6;

  @Option(
      names = "--drivers",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many ask for energy (default: ${DEFAULT-VALUE}).")
  private int drivers = 4;

  @Option(
      names = "--http",
      paramLabel = "[HOST:]PORT",
      converter = ListenAddress.class,
      description =
          "Where the web page and the HTTP API are served, /metrics among it; without a host this"
              + " machine only; its operator's token is demo (default: any free port; the messages"
              + " name it).")
  private ListenAddress.Value http = ListenAddress.LOOPBACK_ANY_PORT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep everything in this folder (default: a temporary one, removed at the end).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "At the end, draw the dashboard as an SVG picture into this file.")
  private Optional<Path> picture = Optional.empty();

  private final AtomicInteger tickets = new AtomicInteger();

  /** Made by picocli. */
  public DemoCli() {}

  @Override
  public Integer call() throws InterruptedException {
    DemoConfig asked = config(data.orElse(Path.of("")));
    picture.ifPresent(DemoCli::requireFolder);
    Path folder = data.orElseGet(() -> TemporaryFolder.make("demo"));
    DemoConfig config = asked.in(folder);
    boolean onScreen = !headless && !json && Prompt.terminal();
    if (onScreen) {
      makeFolder(folder);
      LogFile.take(folder.resolve("demo.log"));
    }
    try (ProgramLife life = ProgramLife.start("demo")) {
      Demo demo = life.owns(Demo.start(config, view(), life::fail, life::stopping));
      if (onScreen) {
        life.owns(openDashboard(demo, life));
      }
      duration.ifPresent(time -> TimeLimit.of(time, life));
      picture.ifPresent(file -> life.owns(() -> draw(demo, file)));
      return life.awaitStop();
    } finally {
      System.err.println("ev demo: " + tickets.get() + " tickets");
      if (data.isEmpty()) {
        TemporaryFolder.remove(folder);
      }
    }
  }

  private DemoConfig config(Path folder) {
    try {
      return new DemoConfig(folder, speed, chargePoints, drivers, http.resolve());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Central's own lines tell the story to people; programs get what drivers hear. */
  private DriverView view() {
    DriverView shown =
        json ? new JsonView(JsonView.linesTo(System.out), System.err::println) : (_, _, _) -> {};
    return (notification, at, live) -> {
      if (notification instanceof Notification.Ticket) {
        tickets.incrementAndGet();
      }
      show(shown, notification, at, live);
    };
  }

  /** Drivers have a thread each, and a line must stay whole. */
  private static synchronized void show(
      DriverView view, Notification notification, Instant at, boolean live) {
    view.show(notification, at, live);
  }

  private static Dashboard openDashboard(Demo demo, ProgramLife life) {
    try {
      return Dashboard.open(
          demo.central().screen(),
          demo.central().desk(),
          demo.central().messages(),
          () -> life.stop("quit"));
    } catch (IOException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /** Said at the start: nobody wants to hear of it only at the end. */
  private static void requireFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new UserError(
          "the picture " + file + " cannot be written: name a file in a folder that is there");
    }
  }

  private static void draw(Demo demo, Path file) throws IOException {
    String svg =
        Dashboard.picture(
            demo.central().screen(), demo.central().messages(), Instant.now(), 120, 36);
    Files.writeString(file, svg);
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UserError("the folder " + folder + " cannot be made: " + FileTrouble.words(e), e);
    }
  }
}
