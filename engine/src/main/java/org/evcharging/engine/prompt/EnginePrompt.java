package org.evcharging.engine.prompt;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.console.RecentWords;
import org.evcharging.console.UserError;
import org.evcharging.model.DriverId;

/** The commands of an Engine's prompt. What the Engine answers, it says itself. */
public final class EnginePrompt {
  /** What may be typed, for completion. */
  public static final List<String> WORDS =
      List.of("plug", "unplug", "request", "fault", "recover", "status", "help", "quit");

  private static final List<String> HELP =
      List.of(
          "plug             plug the vehicle in, when a session is authorised",
          "unplug           unplug it; the charge ends",
          "request DRIVER   ask Central for a session here",
          "fault [reason]   break down; a charge that runs ends",
          "recover          be well again",
          "status           how it stands",
          "help             this",
          "quit             end the engine");

  private final PromptedEngine engine;
  private final RecentWords drivers;
  private final Consumer<String> words;
  private final Runnable quit;

  /**
   * A prompt for an Engine.
   *
   * @param drivers is told who was named
   * @param words takes answers that are not the Engine's own
   * @param quit ends the program
   */
  public EnginePrompt(
      PromptedEngine engine, RecentWords drivers, Consumer<String> words, Runnable quit) {
    this.engine = engine;
    this.drivers = drivers;
    this.words = words;
    this.quit = quit;
  }

  /**
   * Carries out one line.
   *
   * @throws UserError if it is not a command
   */
  public void obey(String line) {
    String[] parts = line.strip().split("\\s+", 2);
    Optional<String> rest = parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
    switch (parts[0]) {
      case "" -> {}
      case "plug" -> alone(parts[0], rest, engine::plug);
      case "unplug" -> alone(parts[0], rest, engine::unplug);
      case "request" -> {
        DriverId driver = driver(rest);
        drivers.met(driver.value());
        engine.request(driver);
      }
      case "fault" -> engine.fault(rest.orElse(""));
      case "recover" -> alone(parts[0], rest, engine::recover);
      case "status" -> alone(parts[0], rest, () -> words.accept(engine.describe()));
      case "help" -> HELP.forEach(words);
      case "quit" -> alone(parts[0], rest, quit);
      default -> throw new UserError("unknown command " + parts[0] + "; help lists them");
    }
  }

  private static void alone(String command, Optional<String> rest, Runnable action) {
    if (rest.isPresent()) {
      throw new UserError(command + " takes nothing after it; \"" + rest.get() + "\" is too much");
    }
    action.run();
  }

  private static DriverId driver(Optional<String> rest) {
    try {
      return new DriverId(
          rest.orElseThrow(() -> new UserError("request whom? Type request and a driver id")));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
