package org.evcharging.central.core;

import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.SessionId;

/**
 * Money set aside for a session that is open, or that waits for its final reading.
 *
 * @param amount what is left of it; may be nothing
 */
public record Hold(SessionId session, DriverId driver, ChargePointId chargePoint, Money amount) {}
