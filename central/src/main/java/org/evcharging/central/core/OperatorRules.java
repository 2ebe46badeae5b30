package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Input.AccessRefused;
import org.evcharging.central.core.Input.DriverAdded;
import org.evcharging.central.core.Input.DriverGetsToken;
import org.evcharging.central.core.Input.OperatorOrders;
import org.evcharging.model.DriverId;

/** What operators order (spec §4, rule 12; §8, drivers; §13, audit). */
final class OperatorRules {
  private OperatorRules() {}

  static void orders(Draft draft, NetworkState state, OperatorOrders order) {
    Optional<ChargePoint> known = state.chargePoint(order.chargePoint());
    if (known.isEmpty()) {
      draft.reply(new Reply.UnknownChargePoint());
      return;
    }
    ChargePoint chargePoint = known.get();
    var at = draft.now().wall();
    draft.happened(
        new Event.Audited(
            order.who(),
            (order.stop() ? "stop " : "resume ") + chargePoint.id() + ": in force",
            at));
    boolean held = chargePoint.holdOffs().contains(HoldOff.OPERATOR);
    if (order.stop()) {
      if (!held) {
        draft.happened(new Event.HoldOffSet(chargePoint.id(), HoldOff.OPERATOR, at));
      }
      chargePoint
          .session()
          .flatMap(state::session)
          .ifPresent(session ->
              SessionRules.strike(draft, state, session, SessionRules.Strike.OPERATOR_STOP));
    } else if (held) {
      draft.happened(new Event.HoldOffLifted(chargePoint.id(), HoldOff.OPERATOR, at));
    }
    draft
        .send(
            new Outbound.ToMonitor(
                chargePoint.id(), isStillHeldOff(chargePoint, order), order.freshCommandId()))
        .reply(new Reply.OrderTaken(chargePoint.link().isPresent()));
  }

  /** Adding a driver twice changes nothing, and is no change to audit. */
  static void addsDriver(Draft draft, DriverAdded input) {
    if (draft.purse(input.driver()).isPresent()) {
      draft.reply(new Reply.DriverKnown());
      return;
    }
    Purse purse = draft.admit(input.driver(), input.topUp());
    draft
        .happened(
            new Event.Audited(
                input.who(),
                "add driver " + input.driver() + ": added with " + purse.balance() + " €",
                draft.now().wall()))
        .reply(new Reply.DriverAdded());
  }

  /** A driver has one token: a new one ends the one before it. */
  static void givesToken(Draft draft, DriverGetsToken input) {
    DriverId driver = input.driver();
    if (draft.purse(driver).isEmpty()) {
      draft.reply(new Reply.UnknownDriver());
      return;
    }
    var at = draft.now().wall();
    draft
        .happened(new Event.DriverTokenGiven(driver, input.freshToken(), at))
        .happened(new Event.Audited(input.who(), "token for driver " + driver + ": given", at))
        .reply(new Reply.TokenGiven());
  }

  static void refused(Draft draft, AccessRefused input) {
    draft.happened(new Event.Audited(input.who(), input.what(), draft.now().wall()));
  }

  /** Another hold-off goes on beneath the operator's. */
  private static boolean isStillHeldOff(ChargePoint chargePoint, OperatorOrders order) {
    return order.stop()
        || chargePoint.holdOffs().stream().anyMatch(holdOff -> !holdOff.equals(HoldOff.OPERATOR));
  }
}
