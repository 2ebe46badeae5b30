package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.central.core.OpenSession.Authorized;
import org.evcharging.central.core.OpenSession.Charging;
import org.evcharging.central.core.OpenSession.Ending;
import org.evcharging.central.core.OpenSession.Requested;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.message.Notification;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;

/** What Engines report (spec §4, rules 3 to 7 and 9). */
final class EngineRules {
  private EngineRules() {}

  static void reported(Draft draft, NetworkState state, EngineEvent event) {
    EngineEvent.Origin origin = event.origin();
    Optional<OpenSession> open =
        state
            .session(origin.sessionId())
            .filter(session -> session.facts().chargePoint().equals(origin.chargePointId()));
    if (open.isEmpty()) {
      reportedOfNoOpenSession(draft, state, event);
      return;
    }
    switch (event) {
      case EngineEvent.Confirmed _ -> confirmed(draft, state, open.get());
      case EngineEvent.Rejected rejected -> rejected(draft, open.get(), rejected.reason());
      case EngineEvent.Started _ -> started(draft, open.get());
      case EngineEvent.MeterValue meter -> metered(draft, state, open.get(), meter);
      case EngineEvent.Ended ended -> ended(draft, state, open.get(), ended);
    }
  }

  /** Rule 6: changes nothing; but an Engine that still holds such a session must let it go. */
  private static void reportedOfNoOpenSession(Draft draft, NetworkState state, EngineEvent event) {
    EngineEvent.Origin origin = event.origin();
    switch (event) {
      case EngineEvent.Confirmed _ ->
          draft.command(new EngineCommand.Cancel(origin.chargePointId(), origin.sessionId()));
      case EngineEvent.Started _, EngineEvent.MeterValue _ ->
          MonitorRules.recall(draft, state, origin.chargePointId(), origin.sessionId());
      case EngineEvent.Ended ended ->
          state
              .unsettled(origin.sessionId())
              .filter(session -> session.facts().chargePoint().equals(origin.chargePointId()))
              .ifPresent(session -> SessionRules.settle(draft, session, ended.energy()));
      case EngineEvent.Rejected _ -> {
        // It does not hold the session: all is well.
      }
    }
  }

  private static void confirmed(Draft draft, NetworkState state, OpenSession session) {
    switch (session) {
      case Requested requested -> {
        Optional<ChargePoint> chargePoint = state.chargePoint(session.facts().chargePoint());
        Optional<DenialReason> obstacle = chargePoint.flatMap(ChargePoint::obstacle);
        if (obstacle.isPresent()) {
          SessionRules.deny(draft, requested, obstacle.get());
          draft.cancel(session.facts());
        } else {
          chargePoint
              .flatMap(draft::siteOf)
              .ifPresent(site -> SiteRules.authorized(draft, site, session.facts()));
          draft
              .happened(new Event.SessionAuthorized(session.facts().id(), draft.now().wall()))
              .granted(session.facts())
              .tell(new Notification.Authorized(session.facts().subject()));
        }
      }
      // The Engine has started anew, or has not got its permission: it may have it again.
      case Authorized authorized -> draft.granted(authorized.facts());
      case Charging _, Ending _ -> {
        // Long answered.
      }
    }
  }

  private static void rejected(Draft draft, OpenSession session, String reason) {
    if (session instanceof Requested requested) {
      SessionRules.deny(draft, requested, DenialReason.REJECTED_BY_CHARGE_POINT);
      draft.happened(
          new Event.Audited(
              session.facts().chargePoint().value(),
              "rejected session " + session.facts().id() + ": " + reason,
              draft.now().wall()));
    }
  }

  /** Only what is authorised may start. */
  static void started(Draft draft, OpenSession session) {
    if (session instanceof Authorized) {
      draft
          .happened(new Event.SessionStarted(session.facts().id(), draft.now().wall()))
          .tell(new Notification.Step(session.facts().subject(), Notification.Stage.CHARGING));
    }
  }

  private static void metered(
      Draft draft, NetworkState state, OpenSession session, EngineEvent.MeterValue meter) {
    if (session instanceof Requested) {
      return;
    }
    started(draft, session);
    if (meter.energy().compareTo(session.energy()) < 0) {
      fellBack(draft, session, meter.energy());
      return;
    }
    draft
        .happened(
            new Event.MeterRead(
                session.facts().id(), meter.energy(), meter.powerW(), draft.now().wall()))
        .tell(
            new Notification.Progress(
                session.facts().subject(),
                meter.energy(),
                meter.powerW(),
                session.facts().tariff().amountFor(meter.energy())));
    Holds.enlarge(draft, state, session.facts(), meter.energy());
  }

  /** An {@code Ended} is accepted in any open state (rule 8). */
  private static void ended(
      Draft draft, NetworkState state, OpenSession session, EngineEvent.Ended ended) {
    boolean neverSupplied = session instanceof Requested || session instanceof Authorized;
    if (ended.reason() instanceof Why.NotPluggedIn && neverSupplied) {
      SessionRules.expire(draft, state, session);
      return;
    }
    if (ended.energy().compareTo(session.energy()) < 0) {
      fellBack(draft, session, ended.energy());
    }
    EndReason engineReason =
        switch (ended.reason()) {
          case Why.Because because -> because.reason();
          // It supplied, as Central has seen, but says it never did: it has lost the session.
          case Why.NotPluggedIn _ -> EndReason.RECONCILED;
        };
    EndReason first = session instanceof Ending ending ? ending.reason() : engineReason;
    SessionRules.end(draft, state, session, first, higher(ended.energy(), session.energy()), true);
  }

  private static Energy higher(Energy a, Energy b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** Rule 5: a reading below the last one is ignored and audited. */
  private static void fellBack(Draft draft, OpenSession session, Energy reading) {
    draft.happened(
        new Event.Audited(
            session.facts().chargePoint().value(),
            "session "
                + session.facts().id()
                + ": reading of "
                + reading.wh()
                + " Wh ignored, it is below "
                + session.energy().wh(),
            draft.now().wall()));
  }
}
