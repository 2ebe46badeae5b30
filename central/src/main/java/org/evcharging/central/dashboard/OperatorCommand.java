package org.evcharging.central.dashboard;

import java.util.List;
import java.util.Locale;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.model.ChargePointId;

/** What an operator can say at the command line. */
sealed interface OperatorCommand {
  /** The words that commands begin with. */
  List<String> WORDS = List.of("stop", "resume", "show", "filter", "help", "quit");

  /** An order for one charge point. */
  record OrderOne(OperatorDesk.Order order, ChargePointId chargePoint) implements OperatorCommand {}

  /** An order for every charge point. */
  record OrderAll(OperatorDesk.Order order) implements OperatorCommand {}

  /**
   * Shows some charge points only.
   *
   * @param text empty shows all
   */
  record FilterBy(String text) implements OperatorCommand {}

  /** Shows all there is to know of one charge point. */
  record Show(ChargePointId chargePoint) implements OperatorCommand {}

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
      case "show" -> show(rest);
      case "filter" -> new FilterBy(rest);
      case "help", "?" -> new Help();
      case "quit", "exit" -> new Quit();
      default ->
          new Unclear(
              "unknown command \""
                  + parts[0]
                  + "\"; there are stop, resume, show, filter, help and quit");
    };
  }

  private static OperatorCommand order(OperatorDesk.Order order, String word, String target) {
    if (target.isEmpty()) {
      return new Unclear(word + " what? Say " + word + " ID, or " + word + " all");
    }
    if (target.equalsIgnoreCase(ChargePointId.ALL)) {
      return new OrderAll(order);
    }
    return ChargePointId.wellFormed(target)
        ? new OrderOne(order, new ChargePointId(target))
        : new Unclear(noId(target) + "; say " + word + " MAD-01, or " + word + " all");
  }

  private static OperatorCommand show(String target) {
    if (target.isEmpty()) {
      return new Unclear("show what? Say show ID");
    }
    return ChargePointId.wellFormed(target)
        ? new Show(new ChargePointId(target))
        : new Unclear(noId(target) + "; say show MAD-01");
  }

  private static String noId(String target) {
    return "\"" + target + "\" is not a charge point id";
  }
}
