package org.evcharging.simulation.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Central's books: accounts, holds, orders, and each movement of money there ever was. A part of
 * the {@link Database}.
 */
public final class Books {
  private static final long NO_HOLD = -1;

  private final Map<String, Long> balances = new TreeMap<>();
  private final Map<String, HoldRow> holds = new LinkedHashMap<>();
  private final Map<String, OrderRow> orders = new HashMap<>();
  private final List<MovementRow> movements = new ArrayList<>();

  /** What is left of a hold. */
  public record HoldRow(String session, String driver, long cents) {}

  /**
   * Money has moved.
   *
   * @param kind TOP_UP, WITHDRAWAL, HOLD, RELEASE, CAPTURE, CORRECTION, LATE_CORRECTION or
   *     WRITE_OFF
   * @param from DRIVER, HELD, REVENUE, WRITTEN_OFF or OUTSIDE
   * @param to the same
   */
  public record MovementRow(
      String driver,
      String kind,
      String from,
      String to,
      long cents,
      Optional<String> session,
      Optional<String> operation) {}

  /**
   * An order to move money, and its first answer.
   *
   * @param refusal empty if it was done
   */
  public record OrderRow(
      String driver,
      String operation,
      String kind,
      long cents,
      Optional<String> refusal,
      long balanceCents) {

    /** Whether both order the same, whatever was answered. */
    public boolean sameOrder(OrderRow other) {
      return kind.equals(other.kind) && cents == other.cents;
    }
  }

  /** What each driver can spend, in cents. */
  public Map<String, Long> balances() {
    return balances;
  }

  /** By session. */
  public Map<String, HoldRow> holds() {
    return holds;
  }

  /** All of them, in order. */
  public List<MovementRow> movements() {
    return movements;
  }

  public Optional<OrderRow> order(String driver, String operation) {
    return Optional.ofNullable(orders.get(operation + " " + driver));
  }

  boolean admit(String driver) {
    return balances.putIfAbsent(driver, 0L) == null;
  }

  /** Takes an order down; false if there is one of the same id. */
  boolean take(OrderRow order) {
    return orders.putIfAbsent(order.operation() + " " + order.driver(), order) == null;
  }

  /**
   * Moves money, as SQLite's constraints let it.
   *
   * @param balanceCents what the driver must have after it
   */
  boolean move(MovementRow row, long balanceCents) {
    Long before = balances.get(row.driver());
    if (before == null || before + change(row, "DRIVER") != balanceCents || balanceCents < 0) {
      return false;
    }
    if (row.cents() > 0) {
      if (isOnce(row.kind()) && wasDone(row)) {
        return false;
      }
      movements.add(row);
    }
    balances.put(row.driver(), balanceCents);
    return row.session().isEmpty() || changeHold(row, row.session().get());
  }

  private boolean changeHold(MovementRow row, String session) {
    long before = Optional.ofNullable(holds.get(session)).map(HoldRow::cents).orElse(NO_HOLD);
    return switch (row.kind()) {
      case "HOLD" -> put(session, row.driver(), Math.max(before, 0) + row.cents());
      case "CAPTURE", "CORRECTION" ->
          before >= row.cents() && put(session, row.driver(), before - row.cents());
      case "RELEASE" -> before == row.cents() && holds.remove(session) != null;
      default -> true;
    };
  }

  private boolean put(String session, String driver, long cents) {
    holds.put(session, new HoldRow(session, driver, cents));
    return true;
  }

  private static boolean isOnce(String kind) {
    return kind.equals("CAPTURE") || kind.endsWith("CORRECTION");
  }

  private boolean wasDone(MovementRow row) {
    return movements.stream()
        .anyMatch(it ->
            it.session().equals(row.session())
                && (it.kind().equals(row.kind())
                    || (isOnce(it.kind())
                        && !it.kind().equals("CAPTURE")
                        && !row.kind().equals("CAPTURE"))));
  }

  private static long change(MovementRow row, String where) {
    if (row.to().equals(where)) {
      return row.cents();
    }
    return row.from().equals(where) ? -row.cents() : 0;
  }
}
