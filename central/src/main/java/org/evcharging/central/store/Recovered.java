package org.evcharging.central.store;

import java.util.List;
import java.util.Set;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.Hold;
import org.evcharging.central.core.HoldOff;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.core.Unsettled;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Place;
import org.evcharging.model.SecretHash;
import org.evcharging.model.Tariff;

/**
 * What the database knows when Central starts.
 *
 * @param database a random id, made with the database
 * @param epoch above that of each earlier run, and of each earlier database
 * @param holds all that is set aside
 * @param heldAccounts of whom something is set aside
 * @param lastOutboxRow the highest ever given out
 */
public record Recovered(
    String database,
    long epoch,
    List<StoredChargePoint> chargePoints,
    List<OpenSession> openSessions,
    List<Unsettled> unsettled,
    List<Hold> holds,
    List<Account> heldAccounts,
    List<InputPosition> positions,
    long lastOutboxRow,
    SessionTotals totals) {

  public record StoredChargePoint(
      ChargePointId id,
      SecretHash secret,
      Place place,
      Tariff tariff,
      long powerW,
      Set<HoldOff> holdOffs) {}

  /** Over all ended sessions, corrections included. */
  public record SessionTotals(long endedSessions, long soldWh, long soldCents) {}
}
