package org.evcharging.central.core;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.Request;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Health;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.SessionId;
import org.evcharging.model.Supply;
import org.evcharging.model.Tariff;

/**
 * Something that the network must decide about. What is random or on the disk comes with it, so
 * that deciding needs neither.
 */
public sealed interface Input {

  /**
   * A driver asks to charge.
   *
   * @param receivedAt when the broker got it
   * @param freshSession the id for its session, if it comes to one
   */
  record StartRequested(
      Request.StartCharging request, Instant receivedAt, OnDisk onDisk, SessionId freshSession)
      implements Input {}

  /** A driver asks to stop. */
  record StopRequested(Request.StopCharging request, Instant receivedAt, OnDisk onDisk)
      implements Input {}

  /**
   * What the database knows of a request, looked up before the lock. What is newer the network
   * still has in memory.
   */
  record OnDisk(Optional<KnownRequest> request) {
    /** A request never heard of. */
    public static final OnDisk NOTHING = new OnDisk(Optional.empty());
  }

  /** An Engine reports. */
  record EngineReported(EngineEvent event) implements Input {}

  /**
   * A Monitor registers its charge point.
   *
   * @param link the connection it came by, never used twice in a run
   * @param powerW 0 if it did not say
   * @param freshSalt random, for a first registration
   * @param freshCommandId for the wanted state that is sent after it
   */
  record MonitorRegisters(
      long link,
      ChargePointId chargePoint,
      String secret,
      Place place,
      Tariff tariff,
      long powerW,
      String freshSalt,
      String freshCommandId)
      implements Input {
    /** Without the secret: it ends up in logs. */
    @Override
    public String toString() {
      return "MonitorRegisters[link=" + link + ", chargePoint=" + chargePoint + "]";
    }
  }

  /** A registered Monitor's life sign. */
  record LifeSign(ChargePointId chargePoint, long link, Health health, Optional<Supply> supply)
      implements Input {}

  /** A registered Monitor's connection is closed. */
  record LinkClosed(ChargePointId chargePoint, long link) implements Input {}

  /**
   * An operator stops or resumes a charge point.
   *
   * @param who for the audit
   */
  record OperatorOrders(ChargePointId chargePoint, boolean stop, String who, String freshCommandId)
      implements Input {}

  /**
   * An operator adds a driver.
   *
   * @param topUp what is in the account at first
   * @param who for the audit
   */
  record DriverAdded(DriverId driver, Money topUp, String who) implements Input {}

  /**
   * An operator gives a driver a token for the driver's own account.
   *
   * @param freshToken what is to be kept of it
   * @param who for the audit
   */
  record DriverGetsToken(DriverId driver, TokenHash freshToken, String who) implements Input {}

  /**
   * Somebody asked Central for what they may not have.
   *
   * @param who they say they are, and from which address, for the audit
   * @param what they tried, and why it was refused
   */
  record AccessRefused(String who, String what) implements Input {}

  /** Time has passed: what is due is to be decided. */
  record TimePassed() implements Input {}

  /** Central itself was away, or has just started. */
  record WokeUp() implements Input {}
}
