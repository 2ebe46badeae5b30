package org.evcharging.central.store;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/**
 * A session as its row has it.
 *
 * @param energy while it charges, some seconds old
 * @param billed once it has ended
 * @param settled whether the energy is the Engine's final reading; once it has ended
 */
public record StoredSession(
    SessionId id,
    RequestId requestId,
    DriverId driver,
    ChargePointId chargePoint,
    Tariff tariff,
    SessionState state,
    Instant requestedAt,
    Optional<Instant> authorizedAt,
    Optional<Instant> startedAt,
    Optional<Instant> overAt,
    Energy energy,
    Optional<Money> billed,
    Optional<DenialReason> denialReason,
    Optional<EndReason> endReason,
    Optional<Boolean> settled) {

  /** What it costs, or has cost so far. */
  public Money amount() {
    return billed.orElseGet(() -> tariff.amountFor(energy));
  }
}
