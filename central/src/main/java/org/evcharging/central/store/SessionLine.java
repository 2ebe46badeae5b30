package org.evcharging.central.store;

import org.evcharging.model.ChargePointId;
import org.evcharging.model.SessionId;

/**
 * A line for a session's timeline that comes without a change of its row.
 *
 * @param chargePoint whoever it is about says the session is there; if it is not, there is no line
 * @param text as {@link TimelineLine} reads it, with its end
 */
public record SessionLine(SessionId session, ChargePointId chargePoint, String text) {}
