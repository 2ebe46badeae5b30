package org.evcharging.central.dashboard;

import java.util.List;
import java.util.Locale;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.model.ChargePointId;

/** What an operator can say at the command line. */
sealed interface OperatorCommand {
  /** The words that commands begin with. */
  List<String> WORDS = List.of("stop", "resume", "filter", "help", "quit");

  /** An order for one charge point. */
  record OrderOne(OperatorDesk.Order order, ChargePointId chargePoint) implements OperatorCommand {}

  /** An order for every charge point. */
  record OrderAll(OperatorDesk.Order order) implements OperatorCommand {}

  /**
   * Shows some charge points only.
   *
   * @param text empty shows all
   */
  record Show(String text) implements OperatorCommand {}

  record Help() implements OperatorCommand {}

  record Quit() implements OperatorCommand {}

  record Nothing() implements OperatorCommand {}

  /**
   * A line that says nothing we know.
   *
   * @param why one line for the operator
   */
  record Unclear(String why) implements OperatorCommand {}

  /** Reads a line as it was typed; never fails. */
  static OperatorCommand parse(String line) {
    String[] parts = line.strip().split("\\s+", 2);
    String rest = parts.length > 1 ? parts[1] : "";
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "" -> new Nothing();
      case "stop" -> order(OperatorDesk.Order.STOP, "stop", rest);
      case "resume" -> order(OperatorDesk.Order.RESUME, "resume", rest);
      case "filter" -> new Show(rest);
      case "help", "?" -> new Help();
      case "quit", "exit" -> new Quit();
      default ->
          new Unclear(
              "unknown command \""
                  + parts[0]
                  + "\"; there are stop, resume, filter, help and quit");
    };
  }

  private static OperatorCommand order(OperatorDesk.Order order, String word, String target) {
    if (target.isEmpty()) {
      return new Unclear(word + " what? Say " + word + " ID, or " + word + " all");
    }
    if (target.equalsIgnoreCase(ChargePointId.ALL)) {
      return new OrderAll(order);
    }
    if (!ChargePointId.wellFormed(target)) {
      return new Unclear(
          "\""
              + target
              + "\" is not a charge point id; say "
              + word
              + " MAD-01, or "
              + word
              + " all");
    }
    return new OrderOne(order, new ChargePointId(target));
  }
}
