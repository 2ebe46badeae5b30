package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.evcharging.model.SessionId;

/**
 * A driver's account within a decision: each movement is an event of the draft, and seen by those
 * after it (spec §8).
 */
final class Purse {
  private final Draft draft;
  private Account account;

  Purse(Draft draft, Account account) {
    this.draft = draft;
    this.account = account;
  }

  Money balance() {
    return account.balance();
  }

  /** All that is the driver's, in cents: to spend, and set aside. */
  long totalCents() {
    return account.totalCents();
  }

  Money held(SessionId session) {
    return account.hold(session).orElse(Money.ZERO);
  }

  /**
   * How much of what an ended session costs is paid: by its hold or, where that is no more, by what
   * the driver has.
   */
  Money payable(SessionId session, Money owed) {
    return owed.min(account.hold(session).orElse(balance()));
  }

  /** Sets money aside for a session: so much, or what there is. Of zero, there is a hold too. */
  Money hold(SessionId session, Money wanted) {
    Money amount = wanted.min(balance());
    move(Movement.HOLD, amount, session);
    return amount;
  }

  /** Takes what an ended session costs, as far as it is {@linkplain #payable paid}. */
  void capture(SessionId session, Money owed) {
    pay(Movement.CAPTURE, session, owed);
  }

  /** Takes what a final reading costs on top, as far as it is {@linkplain #payable paid}. */
  void correct(SessionId session, Money owed) {
    boolean isHeld = account.hold(session).isPresent();
    pay(isHeld ? Movement.CORRECTION : Movement.LATE_CORRECTION, session, owed);
  }

  private void pay(Movement movement, SessionId session, Money owed) {
    Money paid = payable(session, owed);
    moveIfAny(movement, paid, session);
    moveIfAny(Movement.WRITE_OFF, owed.minus(paid), session);
  }

  /** Gives back what is left of a session's hold, if there is one. */
  void release(SessionId session) {
    account.hold(session).ifPresent(rest -> move(Movement.RELEASE, rest, session));
  }

  /** Money comes from outside or goes there. */
  void order(Movement movement, Money amount, OperationId id) {
    move(movement, amount, Optional.empty(), Optional.of(id));
  }

  private void moveIfAny(Movement movement, Money amount, SessionId session) {
    if (!amount.isZero()) {
      move(movement, amount, session);
    }
  }

  private void move(Movement movement, Money amount, SessionId session) {
    move(movement, amount, Optional.of(session), Optional.empty());
  }

  private void move(
      Movement movement, Money amount, Optional<SessionId> session, Optional<OperationId> id) {
    Event.MoneyMoved moved =
        new Event.MoneyMoved(
            account.driver(),
            movement,
            amount,
            session,
            id,
            account.balanceAfter(movement, amount),
            draft.now().wall());
    account = account.after(moved);
    draft.happened(moved);
  }
}
