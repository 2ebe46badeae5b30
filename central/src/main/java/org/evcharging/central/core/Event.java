package org.evcharging.central.core;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Health;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.evcharging.model.Place;
import org.evcharging.model.SecretHash;
import org.evcharging.model.SessionId;
import org.evcharging.model.SiteName;
import org.evcharging.model.Tariff;
import org.evcharging.model.WindowId;

/**
 * Something that has happened to the network. Applied to the memory at once and, where it is {@link
 * Durable}, written to the database in the same order.
 */
public sealed interface Event {

  /** Must survive a restart. */
  sealed interface Durable extends Event {}

  /** True of this run only: who is connected, and how they are. */
  sealed interface Fleeting extends Event {}

  record DriverAdmitted(DriverId driver, Instant at) implements Durable {}

  /**
   * A driver got a token; the one before it, if any, is one no more.
   *
   * @param token all that is kept of it
   */
  record DriverTokenGiven(DriverId driver, TokenHash token, Instant at) implements Durable {}

  /** The first registration of a charge point. */
  record ChargePointRegistered(
      ChargePointId chargePoint,
      SecretHash secret,
      Place place,
      Tariff tariff,
      long powerW,
      Instant at)
      implements Durable {}

  /** A later registration with another place, price or power; sessions that go on keep theirs. */
  record ChargePointChanged(
      ChargePointId chargePoint, Place place, Tariff tariff, long powerW, Instant at)
      implements Durable {}

  record HoldOffSet(ChargePointId chargePoint, HoldOff holdOff, Instant at) implements Durable {}

  record HoldOffLifted(ChargePointId chargePoint, HoldOff holdOff, Instant at) implements Durable {}

  /** A request got its first answer, or a session that will answer it. */
  record RequestTaken(RequestKey key, KnownRequest request, Instant at) implements Durable {}

  record SessionRequested(OpenSession.Facts facts) implements Durable {}

  record SessionDenied(SessionId session, DenialReason reason, Instant at) implements Durable {}

  record SessionAuthorized(SessionId session, Instant at) implements Durable {}

  record SessionExpired(SessionId session, Instant at) implements Durable {}

  record SessionStarted(SessionId session, Instant at) implements Durable {}

  /** A reading; written with the next transaction rather than one of its own. */
  record MeterRead(SessionId session, Energy energy, long powerW, Instant at) implements Durable {}

  record SessionEnding(SessionId session, EndReason reason, Instant at) implements Durable {}

  /**
   * The session is over and its ticket is written.
   *
   * @param settled whether the energy is the Engine's final reading
   */
  record SessionEnded(
      SessionId session,
      EndReason reason,
      Energy energy,
      Money amount,
      Instant startedAt,
      Instant at,
      boolean settled)
      implements Durable {}

  /** The final reading came after the ticket. */
  record SessionSettled(SessionId session, Energy energy, Money amount, Instant at)
      implements Durable {}

  /**
   * Money has moved. A hold begins with its first {@link Movement#HOLD}, also one of nothing, and
   * ends with its {@link Movement#RELEASE}.
   *
   * @param session whose hold or bill it is; empty for orders from outside
   * @param operation which order it was; empty for sessions
   * @param balance the driver's after it
   */
  record MoneyMoved(
      DriverId driver,
      Movement movement,
      Money amount,
      Optional<SessionId> session,
      Optional<OperationId> operation,
      Money balance,
      Instant at)
      implements Durable {}

  /**
   * An order to move money was refused, and will be again under the same id.
   *
   * @param balance the driver's, unchanged
   */
  record OrderRefused(MoneyOrder order, MoneyRefusal reason, Money balance, Instant at)
      implements Durable {}

  /** Something has changed about a window of a site; each raises the site's version by one. */
  sealed interface SiteChanged extends Durable {
    SiteName site();

    WindowId window();

    Instant at();
  }

  /** A window can be booked. */
  record WindowOffered(
      SiteName site, WindowId window, Instant from, Instant to, int capacity, Instant at)
      implements SiteChanged {}

  /** A driver has a place, who may have waited for it. */
  record PlaceBooked(SiteName site, WindowId window, DriverId driver, Instant at)
      implements SiteChanged {}

  /** A driver waits for a place, behind those who wait already. */
  record WaitingBegun(SiteName site, WindowId window, DriverId driver, Instant at)
      implements SiteChanged {}

  /** A driver waits no more, and has no place. */
  record WaitingEnded(SiteName site, WindowId window, DriverId driver, Instant at)
      implements SiteChanged {}

  /** A place is free again: its driver gave it up, or did not come. */
  record PlaceFreed(SiteName site, WindowId window, DriverId driver, boolean isNoShow, Instant at)
      implements SiteChanged {}

  /** The booking has served: its driver's session is authorised. */
  record BookingUsed(SiteName site, WindowId window, DriverId driver, SessionId session, Instant at)
      implements SiteChanged {}

  /** The session expired that had used the booking: its driver may still come. */
  record BookingReturned(
      SiteName site, WindowId window, DriverId driver, SessionId session, Instant at)
      implements SiteChanged {}

  /**
   * A row of the audit log.
   *
   * @param who the charge point, driver or operator that did it
   * @param what what they did, and with what result
   */
  record Audited(String who, String what, Instant at) implements Durable {}

  /**
   * A Monitor has registered and is live.
   *
   * @param link which connection; a later one of the same charge point supersedes it
   */
  record MonitorConnected(ChargePointId chargePoint, long link) implements Fleeting {}

  record MonitorLost(ChargePointId chargePoint) implements Fleeting {}

  record HealthReported(ChargePointId chargePoint, Health health) implements Fleeting {}

  /**
   * A live Monitor gave a life sign.
   *
   * @param supplyMissing whether a session charges here that it does not name
   */
  record LifeSignSeen(ChargePointId chargePoint, boolean supplyMissing) implements Fleeting {}

  /** An Engine that holds a session it should not was told so. */
  record EngineRecalled(ChargePointId chargePoint) implements Fleeting {}

  /** What was due has been decided. */
  record DeadlinePassed(Deadline deadline) implements Fleeting {}

  /** Central was away, and nobody else is to blame: every deadline has its full time again. */
  record DeadlinesBegunAnew() implements Fleeting {}
}
