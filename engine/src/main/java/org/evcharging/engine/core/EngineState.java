package org.evcharging.engine.core;

import java.util.Optional;
import org.evcharging.engine.core.Conditions.MonitorLink;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;

/**
 * All that an Engine knows. Immutable.
 *
 * @param lastEnded the last session that ended here, so that its end can be told again
 * @param boot how many times this Engine has started
 * @param sequence how many events it has sent since
 */
public record EngineState(
    Outlet outlet, Conditions conditions, Optional<Ending> lastEnded, long boot, long sequence) {

  /** How a session ended here. */
  public record Ending(ChargePointId chargePointId, SessionId sessionId, Why why, Energy energy) {}

  /** An Engine that has just started: no session, no Monitor. */
  public static EngineState atStart(long boot, long nowNanos) {
    return new EngineState(
        new Outlet.Idle(), Conditions.atStart(nowNanos), Optional.empty(), boot, 0);
  }

  /** What it supplies, if it does. */
  public Optional<Outlet.Charging> supply() {
    return outlet instanceof Outlet.Charging charging ? Optional.of(charging) : Optional.empty();
  }

  /** A line for people: the session, and the facts around it. */
  public String describe() {
    return Wording.status(this);
  }

  /** Tells whether this session holds the outlet. */
  boolean holds(SessionId session) {
    return outlet.order().filter(order -> order.sessionId().equals(session)).isPresent();
  }

  /** Tells whether a live Monitor watches. */
  public boolean monitored() {
    return conditions.monitor() instanceof MonitorLink.Connected;
  }

  EngineState with(Outlet newOutlet) {
    return new EngineState(newOutlet, conditions, lastEnded, boot, sequence);
  }

  EngineState with(Conditions newConditions) {
    return new EngineState(outlet, newConditions, lastEnded, boot, sequence);
  }

  EngineState with(Ending ending) {
    return new EngineState(outlet, conditions, Optional.of(ending), boot, sequence);
  }

  EngineState withNextSequence() {
    return new EngineState(outlet, conditions, lastEnded, boot, sequence + 1);
  }

  Origin origin(ChargePointId chargePoint, SessionId session) {
    return new Origin(chargePoint, session, boot, sequence);
  }
}
