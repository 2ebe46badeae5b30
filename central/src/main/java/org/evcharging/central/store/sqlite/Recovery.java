package org.evcharging.central.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.Hold;
import org.evcharging.central.core.HoldOff;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.core.Unsettled;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.Recovered.SessionTotals;
import org.evcharging.central.store.Recovered.StoredChargePoint;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SecretHash;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/** Reads what the database knows when Central starts. */
final class Recovery {
  private static final String SESSION_COLUMNS =
      "SELECT id, request_id, driver, charge_point, price_micros_per_kwh, requested_at, state,"
          + " started_at, energy_wh, end_reason, amount_cents FROM session ";

  private final Statement statement;

  private Recovery(Statement statement) {
    this.statement = statement;
  }

  /** Raises the epoch, and reads. */
  static Recovered recover(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.executeUpdate("UPDATE meta SET epoch = epoch + 1");
      return new Recovery(statement).read();
    }
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> all(String query, RowReader<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        found.add(reader.read(row));
      }
    }
    return found;
  }

  private Recovered read() throws SQLException {
    Map<ChargePointId, Set<HoldOff>> holdOffs = holdOffs();
    List<StoredChargePoint> chargePoints =
        all(
            "SELECT id, secret_salt, secret_hash, site, location, price_micros_per_kwh, power_w"
                + " FROM charge_point",
            row -> chargePoint(row, holdOffs));
    List<OpenSession> open =
        all(SESSION_COLUMNS + "WHERE over_at IS NULL ORDER BY requested_at", Recovery::openSession);
    List<Unsettled> unsettled =
        all(
                // Newest first, as there is a limit; given back oldest first.
                SESSION_COLUMNS
                    + "WHERE settled = 0 ORDER BY over_at DESC LIMIT "
                    + NetworkState.MAX_UNSETTLED,
                row ->
                    new Unsettled(
                        facts(row), new Energy(row.getLong(9)), new Money(row.getLong(11))))
            .reversed();
    List<Hold> holds =
        all(
            "SELECT h.session, h.driver, s.charge_point, h.held_cents FROM hold h"
                + " JOIN session s ON s.id = h.session ORDER BY s.requested_at",
            Recovery::hold);
    List<Account> heldAccounts =
        accounts(
            holds,
            all(
                "SELECT id, balance_cents FROM driver WHERE id IN (SELECT driver FROM hold)",
                row ->
                    new Account(
                        new DriverId(row.getString(1)), new Money(row.getLong(2)), Map.of())));
    List<InputPosition> positions =
        all(
            "SELECT topic, \"partition\", topic_id, next_offset, leader_epoch"
                + " FROM input_position",
            Recovery::position);
    try (ResultSet meta =
        statement.executeQuery(
            "SELECT database, epoch, last_outbox_row, ended_sessions, sold_wh, sold_cents"
                + " FROM meta")) {
      return new Recovered(
          meta.getString(1),
          meta.getLong(2),
          chargePoints,
          open,
          unsettled,
          holds,
          heldAccounts,
          positions,
          meta.getLong(3),
          new SessionTotals(meta.getLong(4), meta.getLong(5), meta.getLong(6)));
    }
  }

  private static Hold hold(ResultSet row) throws SQLException {
    return new Hold(
        new SessionId(row.getString(1)),
        new DriverId(row.getString(2)),
        new ChargePointId(row.getString(3)),
        new Money(row.getLong(4)));
  }

  private static List<Account> accounts(List<Hold> holds, List<Account> withoutHolds) {
    Map<DriverId, Map<SessionId, Money>> byDriver = new HashMap<>();
    for (Hold hold : holds) {
      byDriver
          .computeIfAbsent(hold.driver(), _ -> new HashMap<>())
          .put(hold.session(), hold.amount());
    }
    return withoutHolds.stream()
        .map(account ->
            new Account(
                account.driver(),
                account.balance(),
                byDriver.getOrDefault(account.driver(), Map.of())))
        .toList();
  }

  private static InputPosition position(ResultSet row) throws SQLException {
    int leaderEpoch = row.getInt(5);
    boolean known = !row.wasNull();
    return new InputPosition(
        row.getString(1),
        row.getInt(2),
        row.getString(3),
        row.getLong(4),
        known ? OptionalInt.of(leaderEpoch) : OptionalInt.empty());
  }

  private Map<ChargePointId, Set<HoldOff>> holdOffs() throws SQLException {
    Map<ChargePointId, Set<HoldOff>> found = new HashMap<>();
    try (ResultSet row = statement.executeQuery("SELECT charge_point, source FROM hold_off")) {
      while (row.next()) {
        found
            .computeIfAbsent(new ChargePointId(row.getString(1)), _ -> new HashSet<>())
            .add(new HoldOff(row.getString(2)));
      }
    }
    return found;
  }

  private static StoredChargePoint chargePoint(
      ResultSet row, Map<ChargePointId, Set<HoldOff>> holdOffs) throws SQLException {
    ChargePointId id = new ChargePointId(row.getString(1));
    return new StoredChargePoint(
        id,
        new SecretHash(row.getString(2), row.getString(3)),
        new Place(row.getString(4), row.getString(5)),
        new Tariff(row.getLong(6)),
        row.getLong(7),
        Set.copyOf(holdOffs.getOrDefault(id, Set.of())));
  }

  private static OpenSession openSession(ResultSet row) throws SQLException {
    OpenSession.Facts facts = facts(row);
    Energy energy = new Energy(row.getLong(9));
    // What it takes at this moment is not stored: the next reading, a second away, says it.
    return switch (row.getString(7)) {
      case "REQUESTED" -> new OpenSession.Requested(facts);
      case "AUTHORIZED" -> new OpenSession.Authorized(facts);
      case "CHARGING" -> new OpenSession.Charging(facts, Change.time(row.getLong(8)), energy, 0);
      case "ENDING" ->
          new OpenSession.Ending(
              facts, Change.time(row.getLong(8)), energy, 0, EndReason.valueOf(row.getString(10)));
      default -> throw new SQLException(facts.id() + " is open in the state " + row.getString(7));
    };
  }

  private static OpenSession.Facts facts(ResultSet row) throws SQLException {
    return new OpenSession.Facts(
        new SessionId(row.getString(1)),
        new RequestId(row.getString(2)),
        new DriverId(row.getString(3)),
        new ChargePointId(row.getString(4)),
        new Tariff(row.getLong(5)),
        Change.time(row.getLong(6)));
  }
}
