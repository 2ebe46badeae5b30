package org.evcharging.central.dashboard;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.evcharging.central.state.MessageBoard;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.central.state.OperatorDesk.Acknowledgement;
import org.evcharging.central.state.OperatorDesk.Order;
import org.evcharging.central.state.OperatorDesk.Result;
import org.evcharging.model.ChargePointId;

/**
 * Passes the operator's orders on, and puts what came of them on the message board. Never waits: an
 * answer comes on whatever thread has it.
 */
final class Orders {
  private static final String WHO = "dashboard";

  /** Of an order to all, so many charge points that did not do it are named. */
  private static final int MAX_NAMED = 5;

  private final OperatorDesk desk;
  private final MessageBoard board;
  private final InstantSource clock;

  Orders(OperatorDesk desk, MessageBoard board, InstantSource clock) {
    this.desk = desk;
    this.board = board;
    this.clock = clock;
  }

  void give(Order order, ChargePointId chargePoint) {
    report(
        word(order) + " " + chargePoint,
        () -> desk.order(order, chargePoint, WHO),
        result -> say(level(result.acknowledgement()), sentence(order, result)));
  }

  void giveAll(Order order) {
    report(
        word(order) + " all", () -> desk.orderAll(order, WHO), results -> sayAll(order, results));
  }

  private <T> void report(
      String what, Supplier<CompletableFuture<T>> giving, Consumer<T> onAnswer) {
    try {
      CompletableFuture<?> _ =
          giving
              .get()
              .whenComplete((answer, failure) -> {
                if (failure == null) {
                  onAnswer.accept(answer);
                } else {
                  sayFailed(what, failure);
                }
              });
    } catch (RuntimeException e) {
      // A desk that is closing, say: no reason to lose the screen.
      sayFailed(what, e);
    }
  }

  private void sayFailed(String what, Throwable failure) {
    say(Level.ERROR, what + " failed: " + why(failure));
  }

  void say(Level level, String text) {
    board.post(new Message(clock.instant(), level, text));
  }

  private void sayAll(Order order, List<Result> results) {
    Map<Acknowledgement, List<Result>> byOutcome =
        results.stream()
            .collect(
                Collectors.groupingBy(Result::acknowledgement, TreeMap::new, Collectors.toList()));
    String outcomes =
        byOutcome.entrySet().stream()
            .map(outcome -> summary(outcome.getKey(), outcome.getValue()))
            .collect(Collectors.joining("; "));
    boolean allDone = byOutcome.keySet().stream().allMatch(Acknowledgement.DONE::equals);
    String what = results.isEmpty() ? "there are no charge points" : outcomes;
    say(allDone ? Level.INFO : Level.WARNING, word(order) + " all: " + what);
  }

  private static String summary(Acknowledgement acknowledgement, List<Result> results) {
    String count = results.size() + " " + phrase(acknowledgement);
    if (acknowledgement == Acknowledgement.DONE) {
      return count;
    }
    String named =
        results.stream()
            .limit(MAX_NAMED)
            .map(result -> result.chargePoint().value())
            .collect(Collectors.joining(", "));
    return count + " (" + named + (results.size() > MAX_NAMED ? ", …)" : ")");
  }

  private static String phrase(Acknowledgement acknowledgement) {
    return switch (acknowledgement) {
      case DONE -> "done";
      case FAILED -> "in force, but failed there";
      case NOT_ACKNOWLEDGED -> "in force, but not acknowledged";
      case DISCONNECTED -> "in force, but disconnected";
      case UNKNOWN_CHARGE_POINT -> "unknown";
    };
  }

  private static String sentence(Order order, Result result) {
    String what = word(order) + " " + result.chargePoint() + ": ";
    String why = result.detail().isBlank() ? "" : ": " + result.detail();
    return switch (result.acknowledgement()) {
      case DONE -> what + "done";
      case FAILED -> what + "in force, but its engine could not do it" + why;
      case NOT_ACKNOWLEDGED -> what + "in force, but not acknowledged within 5 s" + why;
      case DISCONNECTED -> what + "in force; sent when its monitor connects" + why;
      case UNKNOWN_CHARGE_POINT -> what + "there is no such charge point";
    };
  }

  private static Level level(Acknowledgement acknowledgement) {
    return switch (acknowledgement) {
      case DONE -> Level.INFO;
      case FAILED, NOT_ACKNOWLEDGED, DISCONNECTED, UNKNOWN_CHARGE_POINT -> Level.WARNING;
    };
  }

  private static String word(Order order) {
    return switch (order) {
      case STOP -> "stop";
      case RESUME -> "resume";
    };
  }

  private static String why(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
