package org.evcharging.central.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.junit.jupiter.api.Test;

/** Orders to move money (spec §8). */
class AccountRulesTest {
  private final Scene scene = Scene.closedNetwork().adds("D1", 500_00);

  @Test
  void topUpAddsToTheBalance() {
    scene.orders("D1", Movement.TOP_UP, 10_00, "t1");

    assertThat(answer()).isEqualTo(new MoneyAnswer.Moved(new Money(510_00)));
    assertThat(scene.account("D1").balance()).isEqualTo(new Money(510_00));
  }

  @Test
  void withdrawalTakesFromIt() {
    scene.orders("D1", Movement.WITHDRAWAL, 100_00, "w1");

    assertThat(answer()).isEqualTo(new MoneyAnswer.Moved(new Money(400_00)));
  }

  @Test
  void allOfItMayBeWithdrawn() {
    scene.orders("D1", Movement.WITHDRAWAL, 500_00, "w1");

    assertThat(answer()).isEqualTo(new MoneyAnswer.Moved(Money.ZERO));
  }

  @Test
  void moreThanThereIsIsRefusedAndRemembered() {
    scene.orders("D1", Movement.WITHDRAWAL, 500_01, "w1");

    assertThat(answer())
        .isEqualTo(new MoneyAnswer.Refused(MoneyRefusal.INSUFFICIENT_FUNDS, new Money(500_00)));
    assertThat(scene.movements()).isEmpty();
    assertThat(scene.events()).anyMatch(Event.OrderRefused.class::isInstance);
  }

  @Test
  void whatIsHeldCannotBeWithdrawn() {
    Scene charging = Scene.openNetwork(25_00).connects(Scene.MAD).asks("D1", "MAD-01");

    charging.orders("D1", Movement.WITHDRAWAL, 5_01, "w1");

    assertThat(((Reply.MoneyOrdered) charging.reply()).answer())
        .isEqualTo(new MoneyAnswer.Refused(MoneyRefusal.INSUFFICIENT_FUNDS, new Money(5_00)));
  }

  @Test
  void accountTakesNoMoreThanCanBeSaid() {
    scene.orders("D1", Movement.TOP_UP, Money.MAX_CENTS, "t1");

    assertThat(answer())
        .isEqualTo(new MoneyAnswer.Refused(MoneyRefusal.ACCOUNT_FULL, new Money(500_00)));
  }

  @Test
  void whatIsSetAsideKeepsItsRoom() {
    Scene charging = Scene.openNetwork(25_00).connects(Scene.MAD).asks("D1", "MAD-01");

    charging.orders("D1", Movement.TOP_UP, Money.MAX_CENTS - 24_99, "t1");
    assertThat(((Reply.MoneyOrdered) charging.reply()).answer())
        .isEqualTo(new MoneyAnswer.Refused(MoneyRefusal.ACCOUNT_FULL, new Money(5_00)));

    charging.orders("D1", Movement.TOP_UP, Money.MAX_CENTS - 25_00, "t2").rejects(Scene.S1);
    assertThat(charging.account("D1").balance()).isEqualTo(new Money(Money.MAX_CENTS));
  }

  @Test
  void unknownDriverHasNoAccount() {
    scene.orders("D2", Movement.TOP_UP, 10_00, "t1");

    assertThat(answer())
        .isEqualTo(new MoneyAnswer.Refused(MoneyRefusal.UNKNOWN_DRIVER, Money.ZERO));
    assertThat(scene.events()).isEmpty();
  }

  @Test
  void sameOrderGetsItsFirstAnswerAndMovesNothing() {
    MoneyAnswer first = new MoneyAnswer.Moved(new Money(123_00));
    KnownOrder known = new KnownOrder(Movement.TOP_UP, new Money(10_00), first);

    scene.orders("D1", Movement.TOP_UP, 10_00, "t1", Optional.of(known));

    assertThat(answer()).isEqualTo(first);
    assertThat(scene.events()).isEmpty();
  }

  @Test
  void sameIdForAnotherAmountIsRefused() {
    KnownOrder known =
        new KnownOrder(Movement.TOP_UP, new Money(10_00), new MoneyAnswer.Moved(new Money(510_00)));

    scene.orders("D1", Movement.TOP_UP, 10_01, "t1", Optional.of(known));

    assertThat(answer())
        .isEqualTo(new MoneyAnswer.Refused(MoneyRefusal.ID_REUSED, new Money(500_00)));
    assertThat(scene.events()).isEmpty();
  }

  @Test
  void sameIdTheOtherWayIsRefused() {
    KnownOrder known =
        new KnownOrder(Movement.TOP_UP, new Money(10_00), new MoneyAnswer.Moved(new Money(510_00)));

    scene.orders("D1", Movement.WITHDRAWAL, 10_00, "t1", Optional.of(known));

    assertThat(answer())
        .isEqualTo(new MoneyAnswer.Refused(MoneyRefusal.ID_REUSED, new Money(500_00)));
  }

  @Test
  void eachOrderIsAudited() {
    scene.orders("D1", Movement.WITHDRAWAL, 999_00, "w1");

    assertThat(scene.events())
        .filteredOn(Event.Audited.class::isInstance)
        .extracting(event -> ((Event.Audited) event).what())
        .containsExactly("withdraw from D1 999.00 €: INSUFFICIENT_FUNDS");
  }

  @Test
  void nobodyOrdersAHoldOrNothing() {
    DriverId driver = new DriverId("D1");
    OperationId id = new OperationId("o1");

    assertThatThrownBy(() -> new MoneyOrder(driver, Movement.HOLD, new Money(1), id, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MoneyOrder(driver, Movement.TOP_UP, Money.ZERO, id, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private MoneyAnswer answer() {
    return ((Reply.MoneyOrdered) scene.reply()).answer();
  }
}
