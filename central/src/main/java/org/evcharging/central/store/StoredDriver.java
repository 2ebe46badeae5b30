package org.evcharging.central.store;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;

/**
 * A driver who is known.
 *
 * @param session the one that is not over
 */
public record StoredDriver(DriverId id, Instant admittedAt, Optional<SessionId> session) {}
