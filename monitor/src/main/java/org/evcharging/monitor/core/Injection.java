package org.evcharging.monitor.core;

import java.util.List;
import java.util.Optional;

/**
 * A fault put in on purpose, to see how the network takes it (spec §5). It is written the same way
 * at the prompt, in a script and on the control port.
 */
public sealed interface Injection {
  /** Longer than any trial; what was meant as milliseconds is caught here. */
  int MAX_SECONDS = 86_400;

  /** The Engine keeps 64 late answers, and is asked once a second. */
  int MAX_MILLIS = 60_000;

  /** In characters; the Engine keeps no more of it. */
  int MAX_REASON_LENGTH = 200;

  /** The first word of each form, for completion. */
  List<String> WORDS = List.of("fault", "recover", "freeze", "disconnect", "slow");

  /** All forms, for people. */
  String FORMS = "fault [reason], recover, freeze SECONDS, disconnect SECONDS, slow MILLIS";

  /** The Engine says KO until {@link Recover}; the reason is never empty. */
  record Fault(String reason) implements Injection {
    static final String NO_REASON_GIVEN = "fault injected at the monitor";
  }

  /** The end of a {@link Fault}. */
  record Recover() implements Injection {}

  /** The Engine answers nothing for so long; 0 ends it. */
  record Freeze(int seconds) implements Injection {}

  /** The Monitor leaves Central and comes back after so long; 0: at once. */
  record Disconnect(int seconds) implements Injection {}

  /** The Engine answers so much later; 0 ends it. */
  record Slow(int millis) implements Injection {}

  /**
   * Reads one.
   *
   * @param line without a line end; spaces around it do not count
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Injection parse(String line) {
    if (line.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("control characters are no part of a command");
    }
    String[] parts = line.strip().split("\\s+", 2);
    Optional<String> rest = parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
    return switch (parts[0]) {
      case "fault" -> new Fault(reason(rest));
      case "recover" -> alone(parts[0], rest);
      case "freeze" -> new Freeze(number(parts[0], rest, "seconds", MAX_SECONDS));
      case "disconnect" -> new Disconnect(number(parts[0], rest, "seconds", MAX_SECONDS));
      case "slow" -> new Slow(number(parts[0], rest, "milliseconds", MAX_MILLIS));
      default ->
          throw new IllegalArgumentException(
              "unknown command \"" + beginning(parts[0]) + "\"; there are " + FORMS);
    };
  }

  /** The line that {@link #parse} reads back. */
  default String command() {
    return switch (this) {
      case Fault(String reason) -> "fault " + reason;
      case Recover() -> "recover";
      case Freeze(int seconds) -> "freeze " + seconds;
      case Disconnect(int seconds) -> "disconnect " + seconds;
      case Slow(int millis) -> "slow " + millis;
    };
  }

  /** What it does, for people. */
  default String words() {
    return switch (this) {
      case Fault(String reason) -> "the engine breaks down: " + reason;
      case Recover() -> "the engine recovers";
      case Freeze(int seconds) ->
          seconds == 0
              ? "the engine answers again"
              : "the engine answers nothing for " + seconds + " s";
      case Disconnect(int seconds) ->
          seconds == 0 ? "back to central at once" : "away from central for " + seconds + " s";
      case Slow(int millis) ->
          millis == 0
              ? "the engine answers at once again"
              : "the engine answers " + millis + " ms late";
    };
  }

  private static String reason(Optional<String> rest) {
    String reason = rest.orElse(Fault.NO_REASON_GIVEN);
    if (reason.length() > MAX_REASON_LENGTH) {
      throw new IllegalArgumentException(
          "a reason has at most " + MAX_REASON_LENGTH + " characters, not " + reason.length());
    }
    return reason;
  }

  private static Injection alone(String command, Optional<String> rest) {
    if (rest.isPresent()) {
      throw new IllegalArgumentException(
          command + " takes nothing after it; \"" + beginning(rest.get()) + "\" is too much");
    }
    return new Recover();
  }

  private static int number(String command, Optional<String> rest, String unit, int max) {
    String digits = rest.orElse("");
    if (!digits.matches("[0-9]{1,6}") || Integer.parseInt(digits) > max) {
      throw new IllegalArgumentException(
          "%s needs a whole number of %s from 0 to %d, such as %s %d"
              .formatted(command, unit, max, command, max == MAX_MILLIS ? 250 : 10));
    }
    return Integer.parseInt(digits);
  }

  /** What somebody else wrote may be long; its beginning is enough to know it by. */
  private static String beginning(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
