package org.evcharging.central.core;

import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.message.EngineCommand;
import org.evcharging.model.DenialReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.Tariff;

/**
 * What is set aside for a session, and the energy that pays (spec §8). Where energy is free there
 * is nothing to set aside, and no limit.
 */
final class Holds {
  /** What is held at first, and by what it is enlarged; less if there is less. */
  static final Money STEP = new Money(20_00);

  /** With less than that nobody charges. */
  static final Money LEAST = new Money(1_00);

  /** How much of its hold a session may have used before more is set aside. */
  private static final long ENLARGED_AT_PERCENT = 80;

  private Holds() {}

  /** Why a session of this tariff cannot be paid from this balance; empty if it can. */
  static Optional<DenialReason> obstacle(Tariff tariff, Money balance) {
    return tariff.isFree() || balance.compareTo(LEAST) >= 0
        ? Optional.empty()
        : Optional.of(DenialReason.INSUFFICIENT_FUNDS);
  }

  /** Sets aside what a session may cost at first, and returns the energy that it pays. */
  static OptionalLong begin(Purse purse, OpenSession.Facts session) {
    if (session.tariff().isFree()) {
      purse.hold(session.id(), Money.ZERO);
      return OptionalLong.empty();
    }
    Money held = purse.hold(session.id(), STEP);
    return OptionalLong.of(session.tariff().energyFor(held).wh());
  }

  /**
   * Sets aside another step where the hold is about to be used up, and the driver has more. Looks
   * at the account only then: most readings concern nobody's money.
   */
  static void enlarge(Draft draft, NetworkState state, OpenSession.Facts session, Energy supplied) {
    Money held = state.held(session.id());
    Money used = session.tariff().amountFor(supplied);
    if (session.tariff().isFree() || used.cents() * 100 < held.cents() * ENLARGED_AT_PERCENT) {
      return;
    }
    Purse purse = draft.purseOf(session);
    if (purse.balance().isZero()) {
      return;
    }
    purse.hold(session.id(), STEP);
    draft.command(
        new EngineCommand.RaiseLimit(
            session.chargePoint(),
            session.id(),
            session.tariff().energyFor(purse.held(session.id())).wh()));
  }
}
