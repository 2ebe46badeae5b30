package org.evcharging.central.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.core.MoneyRefusal;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.Movement.Ledger;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.evcharging.model.SessionId;

/** The rows of the ledger, of accounts and of holds. Used by the holder of a connection's lock. */
final class AccountRows {
  private final Change move;
  private final Change changeBalance;
  private final Change hold;
  private final Change takeFromHold;
  private final Change release;
  private final Change refuse;

  AccountRows(Connection database) throws SQLException {
    move =
        new Change(
            database,
            "INSERT INTO movement (at, driver, kind, debit, credit, cents, balance_cents, session,"
                + " operation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    // Where memory and disk do not agree on the balance, no row is changed.
    changeBalance =
        new Change(
            database,
            "UPDATE driver SET balance_cents = balance_cents + ?1, held_cents = held_cents + ?2"
                + " WHERE id = ?3 AND balance_cents + ?1 = ?4");
    hold =
        new Change(
            database,
            "INSERT INTO hold (session, driver, held_cents) VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
                + " SET held_cents = held_cents + excluded.held_cents");
    takeFromHold =
        new Change(database, "UPDATE hold SET held_cents = held_cents - ? WHERE session = ?");
    release = new Change(database, "DELETE FROM hold WHERE session = ? AND held_cents = ?");
    refuse =
        new Change(
            database,
            "INSERT INTO refused_operation (operation, driver, kind, cents, reason, balance_cents,"
                + " at) VALUES (?, ?, ?, ?, ?, ?, ?)");
  }

  void write(Event.MoneyMoved moved) throws SQLException {
    long cents = moved.amount().cents();
    Movement movement = moved.movement();
    if (cents > 0) {
      move.one(
          moved.at(),
          moved.driver().value(),
          movement.name(),
          movement.from().name(),
          movement.to().name(),
          cents,
          moved.balance().cents(),
          moved.session().map(SessionId::value),
          moved.operation().map(OperationId::value));
      long balanceChange = change(Ledger.DRIVER, movement, cents);
      long heldChange = change(Ledger.HELD, movement, cents);
      if (balanceChange != 0 || heldChange != 0) {
        changeBalance.one(
            balanceChange, heldChange, moved.driver().value(), moved.balance().cents());
      }
    }
    if (moved.session().isPresent()) {
      writeHold(moved, moved.session().get().value());
    }
  }

  private void writeHold(Event.MoneyMoved moved, String session) throws SQLException {
    long cents = moved.amount().cents();
    switch (moved.movement()) {
      case HOLD -> hold.one(session, moved.driver().value(), cents);
      case CAPTURE, CORRECTION -> takeFromHold.one(cents, session);
      case RELEASE -> release.one(session, cents);
      case TOP_UP, WITHDRAWAL, LATE_CORRECTION, WRITE_OFF -> {
        // Not from a hold.
      }
    }
  }

  void write(Event.OrderRefused refused) throws SQLException {
    MoneyOrder order = refused.order();
    refuse.one(
        order.id().value(),
        order.driver().value(),
        order.movement().name(),
        order.amount().cents(),
        refused.reason().name(),
        refused.balance().cents(),
        refused.at());
  }

  private static long change(Ledger where, Movement movement, long cents) {
    if (movement.to() == where) {
      return cents;
    }
    return movement.from() == where ? -cents : 0;
  }

  /** An account and what is held of it: a row a hold, or one without. */
  static PreparedStatement prepareAccount(Connection database) throws SQLException {
    return database.prepareStatement(
        "SELECT d.balance_cents, h.session, h.held_cents FROM driver d"
            + " LEFT JOIN hold h ON h.driver = d.id WHERE d.id = ?");
  }

  static Optional<Account> account(PreparedStatement prepared, DriverId driver)
      throws SQLException {
    prepared.setString(1, driver.value());
    try (ResultSet row = prepared.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      Money balance = new Money(row.getLong(1));
      Map<SessionId, Money> holds = new HashMap<>();
      do {
        String session = row.getString(2);
        if (session != null) {
          holds.put(new SessionId(session), new Money(row.getLong(3)));
        }
      } while (row.next());
      return Optional.of(new Account(driver, balance, holds));
    }
  }

  /** An order that was done, or one that was refused. */
  static PreparedStatement prepareOrder(Connection database) throws SQLException {
    return database.prepareStatement(
        "SELECT kind, cents, NULL, balance_cents FROM movement"
            + " WHERE operation = ?1 AND driver = ?2"
            + " UNION ALL SELECT kind, cents, reason, balance_cents FROM refused_operation"
            + " WHERE operation = ?1 AND driver = ?2");
  }

  static Optional<KnownOrder> order(PreparedStatement prepared, DriverId driver, OperationId id)
      throws SQLException {
    prepared.setString(1, id.value());
    prepared.setString(2, driver.value());
    try (ResultSet row = prepared.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      String refusal = row.getString(3);
      Money balance = new Money(row.getLong(4));
      return Optional.of(
          new KnownOrder(
              Movement.valueOf(row.getString(1)),
              new Money(row.getLong(2)),
              refusal == null
                  ? new MoneyAnswer.Moved(balance)
                  : new MoneyAnswer.Refused(MoneyRefusal.valueOf(refusal), balance)));
    }
  }
}
