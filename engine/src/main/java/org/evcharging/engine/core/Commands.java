package org.evcharging.engine.core;

import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.engine.core.EngineState.Ending;
import org.evcharging.engine.core.Outlet.Charging;
import org.evcharging.engine.core.Outlet.Confirmed;
import org.evcharging.engine.core.Outlet.Granted;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineCommand.Authorize;
import org.evcharging.message.EngineCommand.RaiseLimit;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Rejected;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;

/**
 * How Central's commands are obeyed. Kafka may deliver any of them again, so a repeated one gets
 * the answer it had.
 */
final class Commands {
  private Commands() {}

  static Decision obey(Decision so, EngineCommand command, long nowNanos) {
    return switch (command) {
      case Authorize authorize -> authorize(so, authorize, nowNanos);
      case EngineCommand.Granted granted -> granted(so, granted, nowNanos);
      case EngineCommand.Cancel cancel -> cancel(so, cancel.sessionId());
      case EngineCommand.EndSession end ->
          so.state().holds(end.sessionId())
              ? so.end(new Why.Because(end.reason()))
              : tellAgain(so, end.sessionId());
      case RaiseLimit raise ->
          so.state().holds(raise.sessionId()) ? so.to(raised(so.state().outlet(), raise)) : so;
    };
  }

  private static Decision authorize(Decision so, Authorize authorize, long nowNanos) {
    EngineState state = so.state();
    if (state.holds(authorize.sessionId())) {
      return so.send(authorize, EngineEvent.Confirmed::new);
    }
    if (ended(state, authorize.sessionId()).isPresent()) {
      return tellAgain(so, authorize.sessionId());
    }
    Optional<String> busy =
        state.outlet().order().map(session -> "busy with " + session.driverId());
    Optional<String> obstacle = busy.or(() -> state.conditions().obstacle());
    if (obstacle.isPresent()) {
      String reason = obstacle.get();
      return so.send(authorize, origin -> new Rejected(origin, reason))
          .say("Rejected " + authorize.driverId() + ": " + reason);
    }
    return so.to(new Confirmed(authorize, nowNanos))
        .record(
            new JournalEntry.Held(
                authorize.chargePointId(), authorize.sessionId(), authorize.driverId()))
        .send(authorize, EngineEvent.Confirmed::new)
        .say("Confirmed " + authorize.driverId() + "; waiting for Central's word");
  }

  private static Decision granted(Decision so, EngineCommand.Granted granted, long nowNanos) {
    if (!so.state().holds(granted.sessionId())) {
      return deny(so, granted);
    }
    return so.state().outlet() instanceof Confirmed confirmed
        ? so.to(new Granted(confirmed.session(), nowNanos))
            .say("Authorised: " + confirmed.session().driverId() + " may plug in; type plug")
        : so;
  }

  /** Central counts on a session that is not here (a restart in between, say): it must know. */
  private static Decision deny(Decision so, EngineCommand.Granted granted) {
    return ended(so.state(), granted.sessionId()).isPresent()
        ? tellAgain(so, granted.sessionId())
        : so.tell(
            new Ending(
                granted.chargePointId(),
                granted.sessionId(),
                new Why.Because(EndReason.RECONCILED),
                Energy.ZERO));
  }

  /**
   * A session that could supply ends with its final reading, also one of 0 Wh: the driver's money
   * is set aside until Central has it.
   */
  private static Decision cancel(Decision so, SessionId session) {
    if (!so.state().holds(session)) {
      return tellAgain(so, session);
    }
    return so.state().outlet() instanceof Confirmed
        ? so.to(new Outlet.Idle())
            .record(new JournalEntry.Released(session))
            .say("Central cancelled the session " + session)
        : so.end(new Why.Because(EndReason.RECONCILED));
  }

  private static Decision tellAgain(Decision so, SessionId session) {
    return ended(so.state(), session).map(so::tell).orElse(so);
  }

  private static Optional<Ending> ended(EngineState state, SessionId session) {
    return state.lastEnded().filter(ending -> ending.sessionId().equals(session));
  }

  private static Outlet raised(Outlet outlet, RaiseLimit raise) {
    return switch (outlet) {
      case Outlet.Idle idle -> idle;
      case Confirmed confirmed ->
          new Confirmed(raised(confirmed.session(), raise), confirmed.sinceNanos());
      case Granted granted -> new Granted(raised(granted.session(), raise), granted.sinceNanos());
      case Charging charging ->
          charging.with(charging.charge().limitRaisedTo(raise.energyLimitWh()));
    };
  }

  private static Authorize raised(Authorize session, RaiseLimit raise) {
    OptionalLong limit = Charge.raised(session.energyLimitWh(), raise.energyLimitWh());
    return new Authorize(session.chargePointId(), session.sessionId(), session.driverId(), limit);
  }
}
