package org.evcharging.monitor.prompt;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.evcharging.console.UserError;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Supply;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.core.MonitorView;
import org.evcharging.monitor.inject.Injector;

/** What can be typed at a Monitor. */
public final class MonitorPrompt {
  /** Every command, for completion. */
  public static final List<String> WORDS =
      Stream.concat(Injection.WORDS.stream(), Stream.of("status", "help", "quit")).toList();

  private static final List<String> HELP =
      List.of(
          "fault [reason]       the engine breaks down",
          "recover              it is well again",
          "freeze SECONDS       the engine answers nothing; 0 ends it",
          "slow MILLIS          the engine answers so much later; 0 ends it",
          "disconnect SECONDS   leaves central, and comes back by itself",
          "status               how engine and central are",
          "help                 this",
          "quit                 ends the monitor; the charge point is disconnected then");

  private final ChargePointId id;
  private final Supplier<MonitorView> view;
  private final Injector injector;
  private final Consumer<String> say;
  private final Runnable quit;

  /**
   * @param view what the Monitor sees at the moment of the call
   * @param injector says by itself what it does
   * @param quit ends the program; returns at once
   */
  public MonitorPrompt(
      ChargePointId id,
      Supplier<MonitorView> view,
      Injector injector,
      Consumer<String> say,
      Runnable quit) {
    this.id = id;
    this.view = view;
    this.injector = injector;
    this.say = say;
    this.quit = quit;
  }

  /**
   * Carries out one line.
   *
   * @throws UserError if it is none of the commands, or was not done
   */
  public void obey(String line) {
    switch (line) {
      case "status" -> say.accept(status(view.get()));
      case "help" -> HELP.forEach(say);
      case "quit" -> quit.run();
      default -> inject(line);
    }
  }

  private void inject(String line) {
    String word = line.split("\\s", 2)[0];
    if (!Injection.WORDS.contains(word)) {
      throw new UserError(
          "unknown command \"" + line + "\"; there are " + String.join(", ", WORDS));
    }
    Injection injection;
    try {
      injection = Injection.parse(line);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
    String _ = injector.inject(injection);
  }

  private String status(MonitorView seen) {
    return id
        + ": "
        + seen.engine().map(MonitorView::words).orElse("engine not known yet")
        + seen.supply().map(MonitorPrompt::words).orElse("")
        + "; "
        + (seen.centralConnected() ? "central connected" : trouble(seen.centralTrouble()));
  }

  private static String trouble(Optional<String> trouble) {
    return trouble.orElse("central not connected yet");
  }

  private static String words(Supply supply) {
    return ", supplies session " + supply.session() + ", " + supply.energy() + " kWh so far";
  }
}
