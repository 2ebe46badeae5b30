package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.central.core.OpenSession.Authorized;
import org.evcharging.central.core.OpenSession.Charging;
import org.evcharging.central.core.OpenSession.Ending;
import org.evcharging.central.core.OpenSession.Requested;
import org.evcharging.message.Notification;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.Place;

/** How sessions leave their states (spec §4, rules 7 to 9), whoever the cause is. */
final class SessionRules {
  private SessionRules() {}

  /** Something other than the Engine's own word that ends a session, in whatever state it is. */
  enum Strike {
    DRIVER_STOP(DenialReason.DRIVER_STOP, EndReason.DRIVER_STOP),
    OPERATOR_STOP(DenialReason.OPERATOR_STOP, EndReason.OPERATOR_STOP),
    ENGINE_FAULT(DenialReason.ENGINE_FAULT, EndReason.ENGINE_FAULT),
    MONITOR_LOST(DenialReason.MONITOR_LOST, EndReason.MONITOR_LOST);

    private final DenialReason denial;
    private final EndReason end;

    Strike(DenialReason denial, EndReason end) {
      this.denial = denial;
      this.end = end;
    }
  }

  /**
   * Rule 8. Leaving REQUESTED or AUTHORIZED takes the Engine's permission back in the same entry,
   * else a car could charge that Central does not know.
   */
  static void strike(Draft draft, NetworkState state, OpenSession session, Strike strike) {
    switch (session) {
      case Requested requested -> {
        deny(draft, requested, strike.denial);
        draft.cancel(requested.facts());
      }
      case Authorized authorized -> {
        end(draft, state, authorized, strike.end, Energy.ZERO, false);
        draft.cancel(authorized.facts());
      }
      case Charging charging -> beginEnding(draft, charging, strike.end);
      case Ending _ -> {
        // The first reason counts.
      }
    }
  }

  static void beginEnding(Draft draft, Charging session, EndReason reason) {
    draft
        .happened(new Event.SessionEnding(session.facts().id(), reason, draft.now().wall()))
        .endSession(session.facts(), reason)
        .tell(new Notification.Step(session.facts().subject(), Notification.Stage.ENDING));
  }

  static void deny(Draft draft, Requested session, DenialReason reason) {
    draft.happened(new Event.SessionDenied(session.facts().id(), reason, draft.now().wall()));
    draft.purseOf(session.facts()).release(session.facts().id());
    draft.tell(new Notification.Denied(session.facts().subject(), reason));
  }

  static void expire(Draft draft, NetworkState state, OpenSession session) {
    state
        .chargePoint(session.facts().chargePoint())
        .flatMap(draft::siteOf)
        .ifPresent(site -> SiteRules.expired(draft, site, session.facts().id()));
    draft.happened(new Event.SessionExpired(session.facts().id(), draft.now().wall()));
    draft.purseOf(session.facts()).release(session.facts().id());
    draft.tell(new Notification.Expired(session.facts().subject()));
  }

  /**
   * The session is over: one ticket (spec R-8), for what its energy costs and its hold pays. Until
   * the final reading the rest of the hold stays (spec §8).
   *
   * @param settled whether the energy is the Engine's final reading
   */
  static void end(
      Draft draft,
      NetworkState state,
      OpenSession session,
      EndReason reason,
      Energy energy,
      boolean settled) {
    OpenSession.Facts facts = session.facts();
    var at = draft.now().wall();
    var startedAt = session.startedAt().orElse(at);
    Purse purse = draft.purseOf(facts);
    Money owed = facts.tariff().amountFor(energy);
    Money amount = purse.payable(facts.id(), owed);
    draft.happened(
        new Event.SessionEnded(facts.id(), reason, energy, amount, startedAt, at, settled));
    purse.capture(facts.id(), owed);
    if (settled) {
      purse.release(facts.id());
    }
    draft
        .tell(new Notification.Ended(facts.subject(), reason))
        .tell(
            new Notification.Ticket(
                facts.subject(),
                location(state, facts),
                startedAt,
                at,
                energy,
                facts.tariff(),
                amount,
                reason,
                Optional.of(purse.balance())));
  }

  /** The final reading of a session that Central had to end without it; upwards only (rule 9). */
  static void settle(Draft draft, Unsettled session, Energy finalReading) {
    OpenSession.Facts facts = session.facts();
    boolean more = finalReading.compareTo(session.billed()) > 0;
    Energy energy = more ? finalReading : session.billed();
    Purse purse = draft.purseOf(facts);
    Money owedMore =
        facts.tariff().amountFor(energy).minus(facts.tariff().amountFor(session.billed()));
    Money amount = session.amount().plus(purse.payable(facts.id(), owedMore));
    draft.happened(new Event.SessionSettled(facts.id(), energy, amount, draft.now().wall()));
    purse.correct(facts.id(), owedMore);
    purse.release(facts.id());
    if (more) {
      draft.tell(
          new Notification.Corrected(
              facts.subject(), energy, amount, Optional.of(purse.balance())));
    }
  }

  private static String location(NetworkState state, OpenSession.Facts session) {
    return state
        .chargePoint(session.chargePoint())
        .map(ChargePoint::place)
        .map(SessionRules::oneLine)
        .orElse("");
  }

  private static String oneLine(Place place) {
    return place.location().isEmpty() ? place.site() : place.location() + ", " + place.site();
  }
}
