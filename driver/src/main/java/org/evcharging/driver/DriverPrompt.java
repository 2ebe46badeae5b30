package org.evcharging.driver;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.evcharging.console.RecentWords;
import org.evcharging.console.UserError;
import org.evcharging.driver.core.Batch;
import org.evcharging.driver.core.CurrentSession;
import org.evcharging.driver.core.Stop;
import org.evcharging.driver.kafka.Incoming;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;

/**
 * The commands a driver types, in a terminal or a pipe. Requests and batches are done one after the
 * other; all else at once. For one thread.
 */
final class DriverPrompt {
  /** Completed with TAB. */
  static final List<String> WORDS =
      List.of("request", "stop", "batch", "watch", "list", "help", "quit");

  /** How many requests and batches may wait for their turn. */
  private static final int MAX_WAITING = 1_000;

  private static final List<String> HELP =
      List.of(
          "request CHARGE-POINT   ask to charge there",
          "stop                   end your supply",
          "batch FILE             ask for one charge point a line, one after the other",
          "watch                  all that concerns you is shown here anyway",
          "list                   the charge points and their status",
          "help                   this",
          "quit                   leave; a supply that runs goes on");

  private final DriverId driver;
  private final DriverRun run;
  private final RecentWords known;
  private final Supplier<List<String>> list;
  private final Supplier<Optional<CurrentSession>> search;
  private final Consumer<String> out;
  private final Consumer<String> words;

  private final Deque<Job> waiting = new ArrayDeque<>();
  private Optional<Job> current = Optional.empty();
  private boolean leaving;
  private boolean inputEnded;

  private record Job(Batch batch, boolean withSummary) {}

  /**
   * A prompt that has not begun.
   *
   * @param known is told which charge points were named
   * @param list reads the charge points
   * @param search reads back which session goes on
   * @param out takes what was asked for
   * @param words takes all else
   */
  DriverPrompt(
      DriverId driver,
      DriverRun run,
      RecentWords known,
      Supplier<List<String>> list,
      Supplier<Optional<CurrentSession>> search,
      Consumer<String> out,
      Consumer<String> words) {
    this.driver = driver;
    this.run = run;
    this.known = known;
    this.list = list;
    this.search = search;
    this.out = out;
    this.words = words;
  }

  /** Obeys until told to quit, or until the input has ended and all work is done. */
  void run(BooleanSupplier stopping) {
    while (!leaving && !stopping.getAsBoolean() && !(inputEnded && isIdle())) {
      run.turn().ifPresent(this::take);
      workOn();
    }
  }

  private boolean isIdle() {
    return current.isEmpty() && waiting.isEmpty() && !run.desk().isBusy();
  }

  private void workOn() {
    if (current.isPresent() && !run.desk().isDoing(current.get().batch())) {
      if (current.get().withSummary()) {
        current.get().batch().summary().lines().forEach(words);
      }
      current = Optional.empty();
    }
    if (current.isEmpty() && !waiting.isEmpty()) {
      Job next = waiting.removeFirst();
      current = Optional.of(next);
      run.desk().begin(next.batch());
    }
  }

  private void take(Incoming incoming) {
    switch (incoming) {
      case Incoming.Typed typed -> tryToObey(typed.line());
      case Incoming.InputEnded _ -> inputEnded = true;
      case Incoming.Heard _, Incoming.CaughtUp _, Incoming.Words _ -> {}
    }
  }

  private void tryToObey(String line) {
    try {
      obey(line.strip().split("\\s+", 2));
    } catch (UserError | IllegalArgumentException e) {
      words.accept(String.valueOf(e.getMessage()));
    }
  }

  private void obey(String[] line) {
    Optional<String> argument = line.length > 1 ? Optional.of(line[1]) : Optional.empty();
    switch (line[0]) {
      case "request" -> {
        ChargePointId at =
            new ChargePointId(argument.orElseThrow(() -> missing("request CHARGE-POINT")));
        known.met(at.value());
        enqueue(List.of(at), false);
      }
      case "batch" -> {
        Path file = Path.of(argument.orElseThrow(() -> missing("batch FILE")));
        enqueue(ServicesFile.read(file, words), true);
      }
      case "stop" -> stop();
      case "watch" -> words.accept("everything that concerns " + driver + " is shown here");
      case "list" -> list.get().forEach(out);
      case "help" -> HELP.forEach(words);
      case "quit" -> leaving = true;
      default -> throw new UserError("unknown command " + line[0] + "; help lists them");
    }
  }

  private static UserError missing(String form) {
    return new UserError("what is missing? write: " + form);
  }

  private void enqueue(List<ChargePointId> services, boolean withSummary) {
    if (waiting.size() >= MAX_WAITING) {
      throw new UserError(MAX_WAITING + " requests wait already; wait for some to end");
    }
    if (current.isPresent()) {
      words.accept("asked for after what goes on now");
    }
    waiting.addLast(
        new Job(new Batch(driver, services, Batch.Plan.ONCE, Driver::freshId), withSummary));
  }

  private void stop() {
    CurrentSession session =
        run.desk()
            .session()
            .or(search)
            .orElseThrow(() -> new UserError(driver + " has no supply that goes on"));
    run.desk().begin(new Stop(driver, session, Driver.freshId()));
  }
}
