package org.evcharging.engine.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.evcharging.engine.core.EngineState.Ending;
import org.evcharging.message.EngineCommand.Authorize;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Ended;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;

/**
 * What follows from an input: the state from now on, and what is to be done, in order. Immutable.
 */
public record Decision(EngineState state, List<Effect> effects) {
  public Decision {
    effects = List.copyOf(effects);
  }

  static Decision of(EngineState state) {
    return new Decision(state, List.of());
  }

  /** The first refusal among the effects: the answer to whoever caused the input. */
  public Optional<String> refusal() {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Refuse refuse) {
        return Optional.of(refuse.line());
      }
    }
    return Optional.empty();
  }

  Decision to(EngineState next) {
    return new Decision(next, effects);
  }

  Decision to(Outlet outlet) {
    return to(state.with(outlet));
  }

  Decision to(Conditions conditions) {
    return to(state.with(conditions));
  }

  Decision and(Effect effect) {
    List<Effect> more = new ArrayList<>(effects);
    more.add(effect);
    return new Decision(state, more);
  }

  Decision record(JournalEntry entry) {
    return and(new Effect.Keep(entry));
  }

  Decision say(String line) {
    return and(new Effect.Say(line));
  }

  Decision refuse(String line) {
    return and(new Effect.Refuse(line));
  }

  /** Sends an event of a session under the next sequence number. */
  Decision send(ChargePointId chargePoint, SessionId session, Function<Origin, EngineEvent> event) {
    EngineState counted = state.withNextSequence();
    return to(counted).and(new Effect.Send(event.apply(counted.origin(chargePoint, session))));
  }

  Decision send(Authorize session, Function<Origin, EngineEvent> event) {
    return send(session.chargePointId(), session.sessionId(), event);
  }

  /** Ends the session that holds the outlet, if one does, with its final reading. */
  Decision end(Why why) {
    Optional<Authorize> holder = state.outlet().order();
    if (holder.isEmpty()) {
      return this;
    }
    Authorize session = holder.get();
    Energy energy =
        state.outlet() instanceof Outlet.Charging charging
            ? charging.charge().energy()
            : Energy.ZERO;
    Ending ending = new Ending(session.chargePointId(), session.sessionId(), why, energy);
    return to(state.with(new Outlet.Idle()).with(ending))
        .record(new JournalEntry.Ended(ending))
        .tell(ending)
        .say(Wording.ended(session, state.outlet(), why, energy));
  }

  /** Tells Central how a session ended: for the first time, or again. */
  Decision tell(Ending ending) {
    return send(
        ending.chargePointId(),
        ending.sessionId(),
        origin -> new Ended(origin, ending.why(), ending.energy()));
  }
}
