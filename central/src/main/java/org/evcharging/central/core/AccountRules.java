package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.model.Money;

/** What follows from an order to move money (spec §8, R-10). */
public final class AccountRules {
  private AccountRules() {}

  /**
   * Decides an order. Changes nothing: the events of the decision do.
   *
   * @param account the driver's; empty if the driver was never admitted
   * @param known what was decided before under the order's id
   */
  public static Decision order(
      Optional<Account> account, Optional<KnownOrder> known, MoneyOrder order, Moment now) {
    Draft draft = new Draft(now, _ -> account, BookableSites.NONE);
    Optional<Purse> purse = draft.purse(order.driver());
    if (purse.isEmpty()) {
      answer(draft, new MoneyAnswer.Refused(MoneyRefusal.UNKNOWN_DRIVER, Money.ZERO));
    } else if (known.isPresent()) {
      answer(draft, repeated(known.get(), order, purse.get().balance()));
    } else {
      decide(draft, purse.get(), order);
    }
    return draft.decision();
  }

  private static MoneyAnswer repeated(KnownOrder known, MoneyOrder order, Money balance) {
    boolean same = known.movement() == order.movement() && known.amount().equals(order.amount());
    return same ? known.answer() : new MoneyAnswer.Refused(MoneyRefusal.ID_REUSED, balance);
  }

  private static void decide(Draft draft, Purse purse, MoneyOrder order) {
    Optional<MoneyRefusal> obstacle = obstacle(order, purse);
    if (obstacle.isPresent()) {
      draft.happened(
          new Event.OrderRefused(order, obstacle.get(), purse.balance(), draft.now().wall()));
      answer(draft, new MoneyAnswer.Refused(obstacle.get(), purse.balance()));
    } else {
      purse.order(order.movement(), order.amount(), order.id());
      answer(draft, new MoneyAnswer.Moved(purse.balance()));
    }
    draft.happened(new Event.Audited(order.who(), words(order, obstacle), draft.now().wall()));
  }

  private static Optional<MoneyRefusal> obstacle(MoneyOrder order, Purse purse) {
    boolean isTopUp = order.movement() == Movement.TOP_UP;
    // With what is set aside: that must have room when it comes back.
    if (isTopUp && purse.totalCents() + order.amount().cents() > Money.MAX_CENTS) {
      return Optional.of(MoneyRefusal.ACCOUNT_FULL);
    }
    return isTopUp || order.amount().compareTo(purse.balance()) <= 0
        ? Optional.empty()
        : Optional.of(MoneyRefusal.INSUFFICIENT_FUNDS);
  }

  private static String words(MoneyOrder order, Optional<MoneyRefusal> obstacle) {
    return (order.movement() == Movement.TOP_UP ? "top up " : "withdraw from ")
        + order.driver()
        + " "
        + order.amount()
        + " €: "
        + obstacle.map(MoneyRefusal::name).orElse("done");
  }

  private static void answer(Draft draft, MoneyAnswer answer) {
    draft.reply(new Reply.MoneyOrdered(answer));
  }
}
