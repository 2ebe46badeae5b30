package org.evcharging.central.core;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.message.Notification;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/**
 * A session that is not over (spec §4). Each state offers the steps that may follow it; a step that
 * is not there is not allowed.
 *
 * <pre>
 * Requested ──confirmed──► Authorized ──started──► Charging ──► Ending ──► over
 *     └──► over (denied)       └──► over (expired, ended)  └──► over
 * </pre>
 */
public sealed interface OpenSession {
  Facts facts();

  /** The last reading; zero before the supply starts. */
  default Energy energy() {
    return Energy.ZERO;
  }

  /** What it takes at this moment, in W. */
  default long powerW() {
    return 0;
  }

  /** What the energy so far costs. */
  default Money amount() {
    return facts().tariff().amountFor(energy());
  }

  /** When energy began to flow; empty before that. */
  default Optional<Instant> startedAt() {
    return Optional.empty();
  }

  /** What a session has from the beginning and keeps. */
  record Facts(
      SessionId id,
      RequestId requestId,
      DriverId driver,
      ChargePointId chargePoint,
      Tariff tariff,
      Instant requestedAt) {

    /** What its notifications are about. */
    public Notification.Subject subject() {
      return new Notification.Subject(
          requestId.value(), Optional.of(id), driver.value(), chargePoint.value());
    }
  }

  /** The Engine has been asked. */
  record Requested(Facts facts) implements OpenSession {
    Authorized authorized() {
      return new Authorized(facts);
    }
  }

  /** The Engine has confirmed: the driver may plug in. */
  record Authorized(Facts facts) implements OpenSession {
    Charging started(Instant at) {
      return new Charging(facts, at, Energy.ZERO, 0);
    }
  }

  /** Energy flows. */
  record Charging(Facts facts, Instant since, Energy energy, long powerW) implements OpenSession {
    Charging read(Energy reading, long powerNowW) {
      return new Charging(facts, since, reading, powerNowW);
    }

    Ending ending(EndReason reason) {
      return new Ending(facts, since, energy, powerW, reason);
    }

    @Override
    public Optional<Instant> startedAt() {
      return Optional.of(since);
    }
  }

  /** Central has asked the Engine to end the supply, and waits for the final reading. */
  record Ending(Facts facts, Instant since, Energy energy, long powerW, EndReason reason)
      implements OpenSession {
    Ending read(Energy reading, long powerNowW) {
      return new Ending(facts, since, reading, powerNowW, reason);
    }

    @Override
    public Optional<Instant> startedAt() {
      return Optional.of(since);
    }
  }
}
