package org.evcharging.simulation.disk;

import java.time.Instant;
import java.util.Optional;

/**
 * A session as the database has it.
 *
 * @param state REQUESTED, AUTHORIZED, CHARGING, ENDING, DENIED, EXPIRED or ENDED
 * @param amountCents once it has ended
 * @param reason why it was denied, is ending or has ended
 * @param settled whether the energy is the final reading; once it has ended
 */
public record SessionRow(
    String id,
    String requestId,
    String driver,
    String chargePoint,
    long priceMicrosPerKwh,
    Instant requestedAt,
    String state,
    boolean authorized,
    Optional<Instant> startedAt,
    long energyWh,
    Optional<Long> amountCents,
    Optional<String> reason,
    Optional<Boolean> settled) {

  static SessionRow requested(
      String id, String requestId, String driver, String chargePoint, long price, Instant at) {
    return new SessionRow(
        id,
        requestId,
        driver,
        chargePoint,
        price,
        at,
        "REQUESTED",
        false,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public boolean isOpen() {
    return switch (state) {
      case "REQUESTED", "AUTHORIZED", "CHARGING", "ENDING" -> true;
      default -> false;
    };
  }

  SessionRow denied(String why) {
    return in("DENIED", authorized, startedAt, energyWh, Optional.of(why));
  }

  SessionRow nowAuthorized() {
    return in("AUTHORIZED", true, startedAt, energyWh, reason);
  }

  SessionRow expired() {
    return in("EXPIRED", authorized, startedAt, energyWh, reason);
  }

  SessionRow charging(Instant since) {
    return in("CHARGING", authorized, Optional.of(since), energyWh, reason);
  }

  SessionRow read(long wh) {
    return in(state, authorized, startedAt, wh, reason);
  }

  SessionRow ending(String why) {
    return in("ENDING", authorized, startedAt, energyWh, Optional.of(why));
  }

  SessionRow ended(String why, Instant since, long wh, long cents, boolean isSettled) {
    return new SessionRow(
        id,
        requestId,
        driver,
        chargePoint,
        priceMicrosPerKwh,
        requestedAt,
        "ENDED",
        authorized,
        Optional.of(since),
        wh,
        Optional.of(cents),
        Optional.of(why),
        Optional.of(isSettled));
  }

  private SessionRow in(
      String newState,
      boolean nowAuthorized,
      Optional<Instant> since,
      long wh,
      Optional<String> why) {
    return new SessionRow(
        id,
        requestId,
        driver,
        chargePoint,
        priceMicrosPerKwh,
        requestedAt,
        newState,
        nowAuthorized,
        since,
        wh,
        amountCents,
        why,
        settled);
  }
}
