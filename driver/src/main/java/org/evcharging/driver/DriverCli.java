package org.evcharging.driver;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.evcharging.api.CentralClient;
import org.evcharging.console.CommandWords;
import org.evcharging.console.HostPort;
import org.evcharging.console.ProgramLife;
import org.evcharging.console.Prompt;
import org.evcharging.console.RecentWords;
import org.evcharging.console.UserError;
import org.evcharging.driver.core.Batch;
import org.evcharging.driver.core.CurrentSession;
import org.evcharging.driver.core.DriverView;
import org.evcharging.driver.core.Stop;
import org.evcharging.driver.kafka.Incoming;
import org.evcharging.driver.kafka.SessionSearch;
import org.evcharging.driver.prompt.JsonView;
import org.evcharging.driver.prompt.LineView;
import org.evcharging.driver.prompt.TerminalView;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.evcharging.model.SiteName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ev driver}: asks for energy on behalf of one driver, and shows what comes of it. */
@Command(
    name = "driver",
    synopsisSubcommandLabel = "[COMMAND]",
    description = "Asks for energy on behalf of one driver; without a command, from a prompt.",
    footer = {
      "",
      "Examples:",
      "  ev driver list                        the charge points and their status",
      "  ev driver --id D1 request MAD-01      ask, charge, get the ticket",
      "  ev driver --id D1 batch services.txt  one charge point a line, one after the other",
      "  ev driver --id D1 watch --json        everything for D1, for a program to read",
      "  ev driver --id D1 balance             what D1 has to spend",
      "  ev driver --id D1 book Madrid         a place in the site's first window",
      "  ev driver --id D1                     a prompt that takes the same commands"
    })
public final class DriverCli implements Callable<Integer> {
  private static final String DEFAULT_BOOTSTRAP = "localhost:9092";
  private static final String DEFAULT_CENTRAL = "http://localhost:8080";
  private static final String DEFAULT_DESK = "localhost:5001";

  /** Charge points, for TAB: a network of some size. */
  private static final int MAX_REMEMBERED = 10_000;

  /** How long a command typed at the prompt may look something up. */
  private static final Duration PROMPT_PATIENCE = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      scope = ScopeType.INHERIT,
      defaultValue = DEFAULT_BOOTSTRAP,
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String bootstrap = DEFAULT_BOOTSTRAP;

  @Option(
      names = "--id",
      paramLabel = "DRIVER",
      scope = ScopeType.INHERIT,
      description = "Who asks: 1 to 36 of A-Z a-z 0-9 . _ -")
  private Optional<DriverId> id = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Folder that keeps what was seen (default: ev-data/driver-ID).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON object a line on stdout, and nothing else there.")
  private boolean json;

  @Option(
      names = "--desk",
      paramLabel = "HOST:PORT",
      scope = ScopeType.INHERIT,
      defaultValue = DEFAULT_DESK,
      description = "Central's money desk (default: ${DEFAULT-VALUE}).")
  private String desk = DEFAULT_DESK;

  @Option(
      names = "--token",
      paramLabel = "T",
      scope = ScopeType.INHERIT,
      description =
          "Your own, for bookings, and for a money desk on another machine, which asks for it; ev"
              + " admin driver token makes it.")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--central",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      defaultValue = DEFAULT_CENTRAL,
      description = "Central's HTTP API, for bookings (default: ${DEFAULT-VALUE}).")
  private URI central = URI.create(DEFAULT_CENTRAL);

  /** Made by picocli. */
  public DriverCli() {}

  /** What a command does while the program lives. */
  @FunctionalInterface
  private interface Work {
    /** Returns the exit code; of no account once the program is told to stop. */
    int of(DriverRun run, ProgramLife life);
  }

  /** Without a command: the prompt. */
  @Override
  public Integer call() {
    DriverId driver = driver();
    try (ProgramLife life = ProgramLife.start("driver")) {
      RecentWords known = new RecentWords(MAX_REMEMBERED);
      Prompt prompt =
          Prompt.open(
              "driver> ", CommandWords.of(DriverPrompt.WORDS).followedBy("request", known::list));
      // In a pipe, words stay apart from data; on a terminal both go above what is being typed.
      Consumer<String> words = Prompt.terminal() ? prompt::say : DriverCli::stderr;
      DriverView view = json ? new JsonView(prompt::say, words) : new LineView(prompt::say, words);
      DriverRun run = life.owns(open(driver, view, life));
      life.owns(prompt);
      DriverPrompt commands =
          new DriverPrompt(
              driver,
              run,
              known,
              () -> chargePoints(briefly(life), words, known),
              () -> SessionSearch.of(bootstrap, driver, briefly(life)),
              prompt::say,
              words);
      Thread _ = Thread.ofPlatform().daemon().name("driver-prompt").start(() -> read(prompt, run));
      if (Prompt.terminal()) {
        learnChargePoints(known, life);
      }
      words.accept("driver " + driver + "; help lists the commands");
      commands.run(life::stopping);
      return life.stopping() ? life.awaitStop() : 0;
    }
  }

  /** What TAB offers after request; a driver who types faster goes without. */
  private void learnChargePoints(RecentWords known, ProgramLife life) {
    Thread _ =
        Thread.ofVirtual()
            .name("driver-learns-charge-points")
            .start(() -> chargePoints(life::stopping, _ -> {}, known));
  }

  private static void read(Prompt prompt, DriverRun run) {
    prompt.run(line -> run.inbox().put(new Incoming.Typed(line)));
    run.inbox().put(Prompt.terminal() ? new Incoming.Typed("quit") : new Incoming.InputEnded());
  }

  @Command(
      name = "request",
      description = "Ask to charge, and follow it to the ticket; exit 1 if denied or expired.",
      footer = {"", "Example:", "  ev driver --id D1 request MAD-01"})
  int request(@Parameters(paramLabel = "CHARGE-POINT") ChargePointId chargePoint) {
    return work((run, life) -> {
      Batch batch = new Batch(driver(), List.of(chargePoint), Batch.Plan.ONCE, Driver::freshId);
      if (!run.run(batch)) {
        run.desk()
            .say(
                "leaving: what was asked at "
                    + chargePoint
                    + " goes on; ev driver --id "
                    + driver()
                    + " watch shows how it went");
      }
      return batch.summary().tickets() == 1 ? 0 : 1;
    });
  }

  @Command(
      name = "stop",
      description = "End the driver's own supply, wherever it goes on, and show its ticket.",
      footer = {"", "Example:", "  ev driver --id D1 stop"})
  int stop() {
    return work((run, life) -> {
      if (!run.catchUp()) {
        return 1;
      }
      Optional<CurrentSession> session =
          run.desk().session().or(() -> SessionSearch.of(bootstrap, driver(), life::stopping));
      if (session.isEmpty()) {
        throw new UserError(driver() + " has no supply that goes on");
      }
      Stop stop = new Stop(driver(), session.get(), Driver.freshId());
      run.run(stop);
      if (stop.outcome() == Stop.Outcome.DENIED) {
        run.desk().forgetSession();
      }
      return stop.outcome() == Stop.Outcome.STOPPED ? 0 : 1;
    });
  }

  @Command(
      name = "batch",
      description = "Ask for one charge point after the other, 4 s after each has ended.",
      footer = {
        "",
        "FILE has one charge point id a line; blank lines and # comments are ignored, bad lines",
        "reported and skipped.",
        "",
        "Example:",
        "  ev driver --id D1 batch services.txt"
      })
  int batch(@Parameters(paramLabel = "FILE") Path file) {
    driver();
    List<ChargePointId> services = ServicesFile.read(file, DriverCli::stderr);
    return work((run, life) -> {
      Batch batch = new Batch(driver(), services, Batch.Plan.ONCE, Driver::freshId);
      boolean whole = run.run(batch);
      if (!whole) {
        run.desk().say("leaving before the end; what was asked last goes on. So far:");
      }
      batch.summary().lines().forEach(json ? DriverCli::stderr : System.out::println);
      return 0;
    });
  }

  @Command(
      name = "watch",
      description = "Show everything for the driver until stopped, with what came while away.",
      footer = {"", "Example:", "  ev driver --id D1 watch"})
  int watch() {
    return work((run, life) -> {
      run.desk().say("watching for " + driver() + "; Ctrl-C leaves");
      run.watch();
      return 0;
    });
  }

  @Command(
      name = "list",
      description = "Show the charge points with their status.",
      footer = {"", "Examples:", "  ev driver list", "  ev driver list --json"})
  int list() {
    requireBootstrap();
    try (ProgramLife life = ProgramLife.start("driver")) {
      Consumer<String> out = json ? JsonView.linesTo(System.out) : System.out::println;
      chargePoints(life::stopping, DriverCli::stderr, new RecentWords(MAX_REMEMBERED)).forEach(out);
      return life.stopping() ? life.awaitStop() : 0;
    }
  }

  @Command(
      name = "balance",
      description = "Show what the driver has to spend, in euros.",
      footer = {"", "Example:", "  ev driver --id D1 balance"})
  int balance() {
    DriverId driver = driver();
    try (DeskClient client = deskClient()) {
      show(driver, client.balance(driver));
      return 0;
    }
  }

  @Command(
      name = "top-up",
      description = "Pay into the driver's account.",
      footer = {
        "",
        "With the same --operation it is done once, however often it is asked for.",
        "",
        "Example:",
        "  ev driver --id D1 top-up 50"
      })
  int topUp(
      @Parameters(paramLabel = "EUROS", description = "0.01 to 999999999.99.") String euros,
      @Option(names = "--operation", paramLabel = "ID", description = "Names this order.")
          Optional<String> operation) {
    DriverId driver = driver();
    Money amount = argument(() -> Money.ofEuros(euros));
    OperationId order =
        argument(() -> new OperationId(operation.orElseGet(() -> Driver.freshId().value())));
    try (DeskClient client = deskClient()) {
      show(driver, client.topUp(driver, amount, order));
      return 0;
    } catch (UserError e) {
      throw new UserError(
          e.getMessage() + "; to ask again and have it done once: --operation " + order, e);
    }
  }

  @Command(
      name = "book",
      description = "Book a place in a window of a site.",
      footer = {"", "Example:", "  ev driver --id D1 --token T book Madrid --wait"})
  int book(
      @Parameters(paramLabel = "SITE", description = "The site's name.") SiteName site,
      @Parameters(
              arity = "0..1",
              paramLabel = "WINDOW",
              description = "Its id (default: the first that is not over).")
          Optional<String> window,
      @Option(names = "--wait", description = "Wait for a place where there is none.")
          boolean waits) {
    return bookings(it -> it.book(site.value(), window, waits));
  }

  @Command(
      name = "bookings",
      description = "Show the driver's places, and the windows they wait for.",
      footer = {"", "Example:", "  ev driver --id D1 bookings"})
  int bookings() {
    return bookings(Bookings::list);
  }

  @Command(
      name = "cancel",
      description = "Give up a place, or wait no more; the next who waits gets it.",
      footer = {"", "Example:", "  ev driver --id D1 --token T cancel WINDOW"})
  int cancel(@Parameters(paramLabel = "WINDOW", description = "Its id.") String window) {
    return bookings(it -> it.cancel(window));
  }

  private int bookings(Consumer<Bookings> work) {
    DriverId driver = driver();
    try (CentralClient client = new CentralClient(central, () -> token, "give it with --token")) {
      work.accept(new Bookings(client, driver, json, System.out::println));
      return 0;
    }
  }

  private DeskClient deskClient() {
    HostPort where = argument(() -> HostPort.parse(desk));
    return DeskClient.connect(where, token);
  }

  private void show(DriverId driver, String euros) {
    if (json) {
      long cents = new BigDecimal(euros).movePointRight(2).longValueExact();
      System.out.println("{\"driverId\":\"" + driver + "\",\"balanceCents\":" + cents + "}");
    } else {
      System.out.println(driver + " has " + euros + " €");
    }
  }

  private <T> T argument(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private List<String> chargePoints(
      BooleanSupplier stopping, Consumer<String> words, RecentWords known) {
    ChargePointList list = new ChargePointList(bootstrap, words, known);
    boolean colours = Prompt.terminal() && System.getenv("NO_COLOR") == null;
    return json ? list.json(stopping) : list.table(colours ? Ansi.ON : Ansi.OFF, stopping);
  }

  private int work(Work work) {
    DriverId driver = driver();
    try (ProgramLife life = ProgramLife.start("driver")) {
      int exitCode = work.of(life.owns(open(driver, view(), life)), life);
      return life.stopping() ? life.awaitStop() : exitCode;
    }
  }

  private DriverRun open(DriverId driver, DriverView view, ProgramLife life) {
    try {
      return new DriverRun(bootstrap, driver, folder(driver), view, life::stopping);
    } catch (UncheckedIOException e) {
      throw new UserError(e.getMessage() + "; name a folder of your own with --data", e);
    }
  }

  /** At a prompt nothing may keep the next line waiting for long: asking fails after a while. */
  private static BooleanSupplier briefly(ProgramLife life) {
    long untilNanos = System.nanoTime() + PROMPT_PATIENCE.toNanos();
    return () -> {
      if (System.nanoTime() - untilNanos > 0) {
        throw new UserError(
            "Kafka gave no answer within " + PROMPT_PATIENCE.toSeconds() + " s; try again later");
      }
      return life.stopping();
    };
  }

  private DriverView view() {
    if (json) {
      return new JsonView(JsonView.linesTo(System.out), DriverCli::stderr);
    }
    return Prompt.terminal()
        ? new TerminalView(System.out)
        : new LineView(System.out::println, DriverCli::stderr);
  }

  /** Data goes to stdout in every form; all other words must not. */
  private static void stderr(String words) {
    System.err.println(words);
  }

  private Path folder(DriverId driver) {
    return data.orElseGet(() -> Path.of("ev-data", "driver-" + driver));
  }

  private DriverId driver() {
    requireBootstrap();
    return id.orElseThrow(
        () -> new ParameterException(spec.commandLine(), "who asks? give --id, --id D1 say"));
  }

  private void requireBootstrap() {
    try {
      KafkaSettings.requireBootstrap(bootstrap);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
