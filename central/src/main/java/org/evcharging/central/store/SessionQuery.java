package org.evcharging.central.store;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;

/**
 * Which sessions are asked for; what is empty does not narrow.
 *
 * @param from requested then or later
 * @param to requested before then
 * @param before older than this one: the last one of the page before
 * @param limit how many at most
 */
public record SessionQuery(
    Optional<SessionState> state,
    Optional<DriverId> driver,
    Optional<ChargePointId> chargePoint,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<SessionId> before,
    int limit) {}
