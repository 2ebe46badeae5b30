package org.evcharging.central.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DriverId;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/**
 * The whole network at one moment, as people look at it. Immutable, and never ahead of the disk.
 *
 * @param chargePoints in the order of their ids
 */
public record NetworkSnapshot(Instant at, List<ChargePointView> chargePoints, Totals totals) {

  /**
   * One charge point.
   *
   * @param powerW what it can supply; 0 if its Monitor did not say
   * @param faultReason what the Engine or its Monitor says is wrong; empty while it is well
   * @param holdOffs who or what keeps it out of order, {@code operator} say; in alphabetical order
   * @param session the session that is not over, also beneath another status
   */
  public record ChargePointView(
      ChargePointId id,
      Place place,
      Tariff tariff,
      long powerW,
      ChargePointStatus status,
      Optional<String> faultReason,
      List<String> holdOffs,
      Optional<SessionView> session) {}

  /** How far a session is that is not over. */
  public enum SessionStage {
    REQUESTED,
    AUTHORIZED,
    CHARGING,
    ENDING
  }

  /**
   * A session that is not over.
   *
   * @param requestedAt when the request was accepted
   * @param powerW what it takes at this moment
   */
  public record SessionView(
      SessionId id,
      DriverId driver,
      SessionStage stage,
      Instant requestedAt,
      Energy energy,
      long powerW,
      Money amount) {}

  /**
   * Sums over the network.
   *
   * @param connected charge points with a live Monitor
   * @param openSessions requested, authorised, charging or ending
   * @param endedSessions since the database was made
   */
  public record Totals(
      int chargePoints,
      int connected,
      int openSessions,
      int charging,
      long endedSessions,
      Energy soldEnergy,
      Money soldAmount) {}
}
