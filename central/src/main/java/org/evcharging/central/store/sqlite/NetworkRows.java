package org.evcharging.central.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.evcharging.central.core.Event;

/**
 * The rows of charge points, their hold-offs, drivers and the audit log. Used by the holder of the
 * database lock.
 */
final class NetworkRows {
  private final Change register;
  private final Change change;
  private final Change hold;
  private final Change lift;
  private final Change admit;
  private final Change giveToken;
  private final Change audit;

  NetworkRows(Connection database) throws SQLException {
    register =
        new Change(
            database,
            "INSERT INTO charge_point (id, secret_salt, secret_hash, site, location,"
                + " price_micros_per_kwh, power_w, registered_at, changed_at)"
                + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)");
    change =
        new Change(
            database,
            "UPDATE charge_point SET site = ?, location = ?, price_micros_per_kwh = ?, power_w = ?,"
                + " changed_at = ? WHERE id = ?");
    hold =
        new Change(
            database, "INSERT INTO hold_off (charge_point, source, set_at) VALUES (?, ?, ?)");
    lift = new Change(database, "DELETE FROM hold_off WHERE charge_point = ? AND source = ?");
    admit = new Change(database, "INSERT INTO driver (id, admitted_at) VALUES (?, ?)");
    giveToken = new Change(database, "UPDATE driver SET token_hash = ? WHERE id = ?");
    audit = new Change(database, "INSERT INTO audit (at, who, what) VALUES (?, ?, ?)");
  }

  void write(Event.ChargePointRegistered registered) throws SQLException {
    register.one(
        registered.chargePoint().value(),
        registered.secret().salt(),
        registered.secret().hash(),
        registered.place().site(),
        registered.place().location(),
        registered.tariff().priceMicrosPerKwh(),
        registered.powerW(),
        registered.at());
  }

  void write(Event.ChargePointChanged changed) throws SQLException {
    change.one(
        changed.place().site(),
        changed.place().location(),
        changed.tariff().priceMicrosPerKwh(),
        changed.powerW(),
        changed.at(),
        changed.chargePoint().value());
  }

  void write(Event.HoldOffSet set) throws SQLException {
    hold.one(set.chargePoint().value(), set.holdOff().source(), set.at());
  }

  void write(Event.HoldOffLifted lifted) throws SQLException {
    lift.one(lifted.chargePoint().value(), lifted.holdOff().source());
  }

  void write(Event.DriverAdmitted admitted) throws SQLException {
    admit.one(admitted.driver().value(), admitted.at());
  }

  void write(Event.DriverTokenGiven given) throws SQLException {
    giveToken.one(given.token().hash(), given.driver().value());
  }

  void write(Event.Audited audited) throws SQLException {
    audit.one(audited.at(), audited.who(), audited.what());
  }
}
