package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Somebody who pays in and takes out at the money desk, again and again. Each order has an id of
 * its own and is repeated until it is answered, however often Central is killed meanwhile; some are
 * given once more later, and must get their first answer.
 */
final class DeskCustomer {
  /** Between two orders, and before one is repeated. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Central may be killed again just when it is back, or wait for a Kafka that was. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int MOST_PAID_IN_CENTS = 10_00;

  /** Enough that some of it is refused. */
  private static final int MOST_TAKEN_OUT_CENTS = 30_00;

  /** One order in so many is an old one, given again. */
  private static final int AGAIN = 4;

  private final String name;
  private final int port;
  private final Supplier<String> drivers;
  private final Random dice;
  private final List<Answered> answered = new ArrayList<>();
  private Optional<DeskConnection> connection = Optional.empty();

  /**
   * @param kind as the ledger calls it
   */
  private record Order(String id, String driver, String kind, int cents) {
    String line() {
      String command = kind.equals("TOP_UP") ? "TOP_UP" : "WITHDRAW";
      return "%s %s %s %s".formatted(command, driver, BigDecimal.valueOf(cents, 2), id);
    }
  }

  private record Answered(Order order, String answer) {
    /** What the database must have of it: the amount, what came of it, and the balance after it. */
    String row() {
      boolean done = answer.startsWith("OK|");
      String balance = answer.substring(Math.max(answer.lastIndexOf('|'), answer.lastIndexOf(' ')));
      return String.join(
          "|",
          order.id,
          order.driver,
          order.kind,
          String.valueOf(order.cents),
          done ? "OK" : answer.split("\\|", -1)[1],
          new BigDecimal(balance.substring(1)).movePointRight(2).toPlainString());
    }
  }

  /**
   * @param name begins the ids of all its orders
   * @param drivers whose money is moved next; known to Central
   */
  DeskCustomer(String name, int port, Supplier<String> drivers) {
    this.name = name;
    this.port = port;
    this.drivers = drivers;
    this.dice = new Random(name.hashCode());
  }

  /** Gives an order and returns when it is answered. */
  void giveAnOrder() {
    if (!answered.isEmpty() && dice.nextInt(AGAIN) == 0) {
      Answered before = answered.get(dice.nextInt(answered.size()));
      assertThat(untilAnswered(before.order)).as("%s again", before).isEqualTo(before.answer);
    } else {
      Order order = newOrder();
      answered.add(new Answered(order, untilAnswered(order)));
    }
  }

  private Order newOrder() {
    String id = name + "-" + (answered.size() + 1);
    return dice.nextBoolean()
        ? new Order(id, drivers.get(), "TOP_UP", 1 + dice.nextInt(MOST_PAID_IN_CENTS))
        : new Order(id, drivers.get(), "WITHDRAWAL", 1 + dice.nextInt(MOST_TAKEN_OUT_CENTS));
  }

  private String untilAnswered(Order order) {
    AtomicReference<String> lastTrouble = new AtomicReference<>("");
    try {
      String answer =
          await()
              .atMost(PATIENCE)
              .pollInSameThread()
              .pollDelay(PAUSE)
              .pollInterval(PAUSE)
              .until(() -> ask(order, lastTrouble::set), Optional::isPresent)
              .orElseThrow();
      assertThat(answer).as("%s", order).matches("(OK|ERR\\|INSUFFICIENT_FUNDS)\\|.*");
      return answer;
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(order + " was not answered; at last: " + lastTrouble, e);
    }
  }

  private Optional<String> ask(Order order, Consumer<String> trouble) {
    try {
      if (connection.isEmpty()) {
        connection = Optional.of(new DeskConnection(port));
      }
      String answer = connection.get().ask(order.line());
      if (!answer.startsWith("ERR|NOT_READY|") && !answer.startsWith("ERR|UNKNOWN_OUTCOME|")) {
        return Optional.of(answer);
      }
      trouble.accept(answer);
    } catch (IOException e) {
      // Central is away, or was killed before the answer was out.
      trouble.accept(e.toString());
      hangUp();
    }
    return Optional.empty();
  }

  void hangUp() {
    try {
      if (connection.isPresent()) {
        connection.get().close();
      }
    } catch (IOException e) {
      // It is closed all the same.
    }
    connection = Optional.empty();
  }

  /** How many orders were answered. */
  int orders() {
    return answered.size();
  }

  /** Each order was done once, or refused once, just as it was answered; and nothing else was. */
  void eachOrderWasDoneOnce(DatabaseFile database) {
    assertThat(
            database.rows(
                """
                SELECT operation, driver, kind, cents, 'OK', balance_cents FROM movement
                WHERE operation LIKE '%1$s-%%'
                UNION ALL
                SELECT operation, driver, kind, cents, reason, balance_cents FROM refused_operation
                WHERE operation LIKE '%1$s-%%'
                """
                    .formatted(name)))
        .containsExactlyInAnyOrderElementsOf(answered.stream().map(Answered::row).toList());
  }
}
