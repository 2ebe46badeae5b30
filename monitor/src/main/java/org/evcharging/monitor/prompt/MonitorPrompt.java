package org.evcharging.monitor.prompt;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.evcharging.console.UserError;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Supply;
import org.evcharging.monitor.core.MonitorView;

/** What can be typed at a Monitor. */
public final class MonitorPrompt {
  /** Every command, for completion. */
  public static final List<String> WORDS = List.of("status", "help", "quit");

  private final ChargePointId id;
  private final Supplier<MonitorView> view;
  private final Consumer<String> say;
  private final Runnable quit;

  /**
   * @param view what the Monitor sees at the moment of the call
   * @param quit ends the program; returns at once
   */
  public MonitorPrompt(
      ChargePointId id, Supplier<MonitorView> view, Consumer<String> say, Runnable quit) {
    this.id = id;
    this.view = view;
    this.say = say;
    this.quit = quit;
  }

  /**
   * Carries out one line.
   *
   * @throws UserError if it is none of the commands
   */
  public void obey(String line) {
    switch (line) {
      case "status" -> say.accept(status(view.get()));
      case "help" -> {
        say.accept("status   how engine and central are");
        say.accept("help     this");
        say.accept("quit     ends the monitor; the charge point is disconnected then");
      }
      case "quit" -> quit.run();
      default ->
          throw new UserError(
              "unknown command \"" + line + "\"; there are " + String.join(", ", WORDS));
    }
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
