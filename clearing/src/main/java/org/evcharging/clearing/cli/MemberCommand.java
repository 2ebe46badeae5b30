package org.evcharging.clearing.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.evcharging.clearing.client.MemberConnection;
import org.evcharging.console.HostPort;
import org.evcharging.console.KeptSecret;
import org.evcharging.console.ProgramLife;
import org.evcharging.console.UserError;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command of a member has. Told to stop, it ends with 0 within 5 s. */
abstract class MemberCommand implements Callable<Integer> {
  /** How soon it is noticed that it is told to stop. */
  private static final Duration LOOK = Duration.ofMillis(20);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--member",
      required = true,
      paramLabel = "MEMBER",
      description = "Who we are among those that settle.")
  private Optional<MemberId> member = Optional.empty();

  @Option(
      names = "--period",
      required = true,
      paramLabel = "MONTH",
      description = "Which month, such as 2026-11.")
  private Optional<ClearingPeriod> period = Optional.empty();

  @Option(
      names = "--central",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:5002",
      description = "Where Central listens for members (default: ${DEFAULT-VALUE}).")
  private HostPort central = new HostPort("localhost", 5002);

  @Option(
      names = "--secret",
      paramLabel = "TEXT",
      description = "Proves that we are the same company (default: made once, kept in DIR).")
  private Optional<String> secret = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A folder of our own (default: ev-data/member-MEMBER).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "60s",
      description =
          "How long to go on trying while Central cannot be reached (default: ${DEFAULT-VALUE}).")
  private Duration patience = Duration.ofSeconds(60);

  @Option(
      names = "--json",
      description = "Print one JSON object a line on stdout, and nothing else there.")
  private boolean json;

  @Override
  public final Integer call() {
    prepare();
    try (ProgramLife life = ProgramLife.start(spec.qualifiedName().replaceFirst("^ev ", ""))) {
      // Closed after the connections: it waits until the work has ended with them.
      ExecutorService thread = life.owns(Executors.newVirtualThreadPerTaskExecutor());
      Reconnecting connections =
          life.owns(new Reconnecting(connector(), patience, this::say, System::nanoTime));
      Future<Integer> exitCode = thread.submit(() -> work(connections));
      while (!life.stopping()) {
        Optional<Integer> done = within(LOOK, exitCode);
        if (done.isPresent()) {
          return done.get();
        }
      }
      return life.awaitStop();
    }
  }

  /** Looks at what was asked for, before anything begins. */
  void prepare() {}

  /**
   * Does it, and returns the exit code.
   *
   * @throws UserError with one line that says what is wrong and what to do
   */
  abstract int work(Reconnecting connections) throws InterruptedException;

  /** An upload of this month that is not at its end. */
  final UnfinishedUpload unfinished() {
    return UnfinishedUpload.of(folder(), period());
  }

  private Path folder() {
    return data.orElse(Path.of("ev-data", "member-" + member()));
  }

  private Reconnecting.Connector connector() {
    String proof = secret.orElseGet(() -> KeptSecret.keptIn(folder()));
    if (proof.isBlank() || proof.equals("-")) {
      throw wrongUsage("--secret: expected more than that");
    }
    return () -> MemberConnection.open(central.resolve(), period(), member(), proof);
  }

  private static Optional<Integer> within(Duration time, Future<Integer> exitCode) {
    try {
      return Optional.of(exitCode.get(time.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    }
  }

  final ParameterException wrongUsage(String words) {
    return new ParameterException(spec.commandLine(), words);
  }

  final MemberId member() {
    return member.orElseThrow();
  }

  final ClearingPeriod period() {
    return period.orElseThrow();
  }

  final boolean json() {
    return json;
  }

  /** Prints data. */
  final void print(Object line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  /** Prints words that are no data. */
  final void say(String words) {
    spec.commandLine().getErr().println(words);
    spec.commandLine().getErr().flush();
  }
}
