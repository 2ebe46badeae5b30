package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.central.core.OpenSession.Authorized;
import org.evcharging.central.core.OpenSession.Charging;
import org.evcharging.central.core.OpenSession.Ending;
import org.evcharging.central.core.OpenSession.Requested;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;

/** What happens because something else did not (spec §5). */
final class DeadlineRules {
  private DeadlineRules() {}

  /**
   * Decides the one deadline that is due first, if any is: two at once could both end the same
   * session.
   */
  static void timePassed(Draft draft, NetworkState state) {
    Optional<Deadline> due = state.deadlines().firstDue(draft.now().nanos());
    if (due.isPresent()) {
      draft.happened(new Event.DeadlinePassed(due.get()));
      passed(draft, state, due.get());
    }
  }

  private static void passed(Draft draft, NetworkState state, Deadline deadline) {
    Optional<OpenSession> open =
        state
            .chargePoint(deadline.chargePoint())
            .flatMap(ChargePoint::session)
            .flatMap(state::session);
    switch (deadline.kind()) {
      case ANSWER, PLUG_IN, FINAL_READING ->
          open.ifPresent(session -> stateTimedOut(draft, state, session));
      case LIFE_SIGN -> draft.happened(new Event.MonitorLost(deadline.chargePoint()));
      case MONITOR_RETURN, MONITOR_RETURN_AFTER_START ->
          open.ifPresent(session ->
              SessionRules.strike(draft, state, session, SessionRules.Strike.MONITOR_LOST));
      case SUPPLY_NAMED ->
          open.ifPresent(session -> {
            if (session instanceof Charging charging) {
              SessionRules.beginEnding(draft, charging, EndReason.RECONCILED);
            }
          });
      case HOLD_RELEASE ->
          deadline
              .session()
              .flatMap(state::hold)
              .flatMap(hold -> draft.purse(hold.driver()))
              .ifPresent(purse -> purse.release(deadline.session().orElseThrow()));
      case NEXT_RECALL -> {
        // The Engine may be told again.
      }
    }
  }

  private static void stateTimedOut(Draft draft, NetworkState state, OpenSession session) {
    switch (session) {
      case Requested requested -> {
        SessionRules.deny(draft, requested, DenialReason.NO_ANSWER);
        draft.cancel(requested.facts());
      }
      case Authorized authorized -> {
        SessionRules.expire(draft, state, authorized);
        draft.cancel(authorized.facts());
      }
      case Ending ending ->
          SessionRules.end(draft, state, ending, ending.reason(), ending.energy(), false);
      case Charging _ -> {
        // Charging has no limit of time.
      }
    }
  }
}
