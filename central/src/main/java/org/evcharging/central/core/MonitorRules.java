package org.evcharging.central.core;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.evcharging.central.core.ChargePoint.MonitorLink;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Input.LifeSign;
import org.evcharging.central.core.Input.MonitorRegisters;
import org.evcharging.message.EngineCommand;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Health;
import org.evcharging.model.SecretHash;
import org.evcharging.model.SessionId;
import org.evcharging.model.Supply;

/** What Monitors say (spec §3, registration; §5, life signs). */
final class MonitorRules {
  private MonitorRules() {}

  static void registers(Draft draft, NetworkState state, MonitorRegisters input) {
    Optional<ChargePoint> known = state.chargePoint(input.chargePoint());
    if (known.isEmpty()) {
      firstRegistration(draft, input);
    } else if (known.get().secret().matches(input.secret())) {
      laterRegistration(draft, known.get(), input);
    } else {
      draft
          .happened(
              new Event.Audited(
                  input.chargePoint().value(),
                  "registration refused: another secret than at the first one",
                  draft.now().wall()))
          .reply(new Reply.Refused("another secret than at the first registration"));
    }
  }

  private static void firstRegistration(Draft draft, MonitorRegisters input) {
    draft
        .happened(
            new Event.ChargePointRegistered(
                input.chargePoint(),
                SecretHash.of(input.freshSalt(), input.secret()),
                input.place(),
                input.tariff(),
                input.powerW(),
                draft.now().wall()))
        .happened(new Event.MonitorConnected(input.chargePoint(), input.link()))
        .send(new Outbound.ToMonitor(input.chargePoint(), false, input.freshCommandId()))
        .reply(new Reply.RegisteredFirst());
  }

  private static void laterRegistration(Draft draft, ChargePoint known, MonitorRegisters input) {
    if (!known.place().equals(input.place())
        || !known.tariff().equals(input.tariff())
        || known.powerW() != input.powerW()) {
      draft.happened(
          new Event.ChargePointChanged(
              known.id(), input.place(), input.tariff(), input.powerW(), draft.now().wall()));
    }
    known
        .link()
        .ifPresent(old -> {
          if (old != input.link()) {
            draft.send(new Outbound.CloseLink(old));
          }
        });
    Set<HoldOff> holdOffs = known.holdOffs();
    draft
        .happened(new Event.MonitorConnected(known.id(), input.link()))
        .send(new Outbound.ToMonitor(known.id(), !holdOffs.isEmpty(), input.freshCommandId()))
        .reply(new Reply.RegisteredAgain());
  }

  static void lifeSign(Draft draft, NetworkState state, LifeSign input) {
    ChargePoint chargePoint = state.chargePoint(input.chargePoint()).orElseThrow();
    OptionalLong link = chargePoint.link();
    if (link.isPresent() && link.getAsLong() != input.link()) {
      draft.reply(new Reply.Superseded());
      return;
    }
    switch (chargePoint.monitor()) {
      case MonitorLink.Live live when live.health().equals(input.health()) -> {
        // Nothing new.
      }
      case MonitorLink.Live _, MonitorLink.Registered _ ->
          draft.happened(new Event.HealthReported(chargePoint.id(), input.health()));
      case MonitorLink.Gone _ ->
          // It was silent and speaks again.
          draft
              .happened(new Event.MonitorConnected(chargePoint.id(), input.link()))
              .happened(new Event.HealthReported(chargePoint.id(), input.health()));
    }
    supervise(draft, state, chargePoint, input);
  }

  /** Compares what the Engine is said to supply with what Central knows. */
  private static void supervise(
      Draft draft, NetworkState state, ChargePoint chargePoint, LifeSign input) {
    Optional<OpenSession> open = chargePoint.session().flatMap(state::session);
    Optional<SessionId> supplied = input.supply().map(Supply::session);
    boolean named = open.isPresent() && supplied.equals(open.map(session -> session.facts().id()));
    boolean missing = open.isPresent() && open.get() instanceof OpenSession.Charging && !named;
    draft.happened(new Event.LifeSignSeen(chargePoint.id(), missing));
    if (input.health() instanceof Health.Ko && open.isPresent()) {
      SessionRules.strike(draft, state, open.get(), SessionRules.Strike.ENGINE_FAULT);
    } else if (named) {
      EngineRules.started(draft, open.get());
    } else if (supplied.isPresent()) {
      recall(draft, state, chargePoint.id(), supplied.get());
    }
  }

  /**
   * The Engine supplies a session that is over: it is told to end it, again and again while it
   * shows that it has not, but not with every life sign.
   */
  static void recall(
      Draft draft, NetworkState state, ChargePointId chargePoint, SessionId session) {
    if (!state.deadlines().runs(Deadline.Kind.NEXT_RECALL, chargePoint)) {
      draft
          .happened(new Event.EngineRecalled(chargePoint))
          .command(new EngineCommand.EndSession(chargePoint, session, EndReason.RECONCILED));
    }
  }

  static void linkClosed(Draft draft, NetworkState state, Input.LinkClosed input) {
    state
        .chargePoint(input.chargePoint())
        .filter(chargePoint -> chargePoint.isLinkedBy(input.link()))
        .ifPresent(chargePoint -> draft.happened(new Event.MonitorLost(chargePoint.id())));
  }
}
