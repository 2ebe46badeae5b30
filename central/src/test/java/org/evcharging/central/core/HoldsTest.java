package org.evcharging.central.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.core.Scene.BCN;
import static org.evcharging.central.core.Scene.MAD;
import static org.evcharging.central.core.Scene.S1;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Notification;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.model.Money;
import org.junit.jupiter.api.Test;

/** What is set aside for sessions, and what becomes of it (spec §8). At 0.25 €/kWh. */
class HoldsTest {
  @Test
  void authorizeGoesOutWithTwentyEurosHeldAndTheEnergyTheyPay() {
    Scene scene = Scene.openNetwork(50_00).connects(MAD).asks("D1", "MAD-01");

    assertThat(scene.movements()).containsExactly("TOP_UP 5000", "HOLD 2000");
    assertThat(limitWh(scene)).hasValue(80_000);
    assertThat(scene.account("D1").balance()).isEqualTo(new Money(30_00));
  }

  @Test
  void whoHasLessThanTwentyEurosChargesForWhatThereIs() {
    Scene scene = Scene.openNetwork(5_00).connects(MAD).asks("D1", "MAD-01");

    assertThat(scene.movements()).contains("HOLD 500");
    assertThat(limitWh(scene)).hasValue(20_000);
  }

  @Test
  void oneEuroIsEnough() {
    assertThat(limitWh(Scene.openNetwork(1_00).connects(MAD).asks("D1", "MAD-01"))).hasValue(4_000);
  }

  @Test
  void lessThanOneEuroIsNot() {
    Scene scene = Scene.openNetwork(99).connects(MAD).asks("D1", "MAD-01");

    assertThat(scene.notification(Notification.Denied.class).reason())
        .isEqualTo(DenialReason.INSUFFICIENT_FUNDS);
    assertThat(scene.movements()).containsExactly("TOP_UP 99");
  }

  @Test
  void chargePointInUseIsSaidBeforeWhatIsMissingInTheAccount() {
    Scene scene = Scene.openNetwork(50_00).connects(MAD).asks("D1", "MAD-01").adds("D2", 0);

    scene.asks("D2", "MAD-01");

    assertThat(scene.notification(Notification.Denied.class).reason())
        .isEqualTo(DenialReason.IN_USE);
  }

  @Test
  void freeEnergyNeedsNoMoneyAndHasNoLimit() {
    Scene scene = Scene.openNetwork(0).registers(BCN, "secret", "0").connectsAsRegistered(BCN);

    scene.asks("D1", "BCN-01");

    assertThat(limitWh(scene)).isEmpty();
    assertThat(scene.movements()).containsExactly("HOLD 0");
  }

  @Test
  void deniedSessionGivesAllOfItBack() {
    Scene scene = Scene.requested().rejects(S1);

    assertThat(scene.movements()).containsExactly("RELEASE 2000");
    assertThat(scene.account("D1").holds()).isEmpty();
  }

  @Test
  void expiredSessionGivesAllOfItBack() {
    Scene scene = Scene.authorized().reportsNotPluggedIn(S1);

    assertThat(scene.movements()).containsExactly("RELEASE 2000");
  }

  @Test
  void endedSessionPaysWhatItCostsAndGivesTheRestBack() {
    Scene scene = Scene.charging().ends(S1, EndReason.UNPLUGGED, 10_000);

    assertThat(scene.movements()).containsExactly("CAPTURE 250", "RELEASE 1750");
    Notification.Ticket ticket = scene.notification(Notification.Ticket.class);
    assertThat(ticket.amount()).isEqualTo(new Money(2_50));
    assertThat(ticket.balance()).contains(new Money(97_50));
  }

  @Test
  void whatTheHoldDoesNotPayIsWrittenOffAndNotOnTheTicket() {
    Scene scene = Scene.charging().ends(S1, EndReason.UNPLUGGED, 80_040);

    assertThat(scene.movements()).containsExactly("CAPTURE 2000", "WRITE_OFF 1", "RELEASE 0");
    assertThat(scene.notification(Notification.Ticket.class).amount()).isEqualTo(new Money(20_00));
  }

  @Test
  void holdIsEnlargedAtEightyPercentAndTheLimitRaised() {
    Scene scene = Scene.charging().meters(S1, 63_980);
    assertThat(scene.movements()).as("15.995 € are 16.00 €, rounded").containsExactly("HOLD 2000");

    assertThat(scene.commands()).containsExactly(new EngineCommand.RaiseLimit(MAD, S1, 160_000));
    assertThat(scene.account("D1").balance()).isEqualTo(new Money(60_00));
  }

  @Test
  void holdIsNotEnlargedBefore() {
    assertThat(Scene.charging().meters(S1, 63_979).movements()).isEmpty();
  }

  @Test
  void holdIsEnlargedByWhatThereIsAndByNothingAfterThat() {
    Scene scene =
        Scene.openNetwork(23_00).connects(MAD).asks("D1", "MAD-01").confirms(S1).starts(S1);

    assertThat(scene.meters(S1, 70_000).movements()).containsExactly("HOLD 300");
    assertThat(scene.commands()).containsExactly(new EngineCommand.RaiseLimit(MAD, S1, 92_000));
    assertThat(scene.meters(S1, 91_000).movements()).isEmpty();
    assertThat(scene.commands()).isEmpty();
  }

  @Test
  void topUpInTheMiddleIsHeldAtTheNextReading() {
    Scene scene =
        Scene.openNetwork(20_00).connects(MAD).asks("D1", "MAD-01").confirms(S1).starts(S1);
    assertThat(scene.meters(S1, 70_000).movements()).isEmpty();

    scene.orders("D1", Movement.TOP_UP, 10_00, "t1");

    assertThat(scene.meters(S1, 70_100).movements()).containsExactly("HOLD 1000");
  }

  @Test
  void withoutTheFinalReadingTheRestStaysHeld() {
    Scene scene = endedWithoutFinalReading();

    assertThat(scene.movements()).containsExactly("CAPTURE 250");
    assertThat(scene.account("D1").hold(S1)).contains(new Money(17_50));
  }

  @Test
  void finalReadingTakesWhatIsMissingFromTheHoldAndGivesTheRestBack() {
    Scene scene = endedWithoutFinalReading().ends(S1, EndReason.ENGINE_FAULT, 12_000);

    assertThat(scene.movements()).containsExactly("CORRECTION 50", "RELEASE 1700");
    Notification.Corrected corrected = scene.notification(Notification.Corrected.class);
    assertThat(corrected.amount()).isEqualTo(new Money(3_00));
    assertThat(corrected.balance()).contains(new Money(97_00));
  }

  @Test
  void finalReadingThatIsNotHigherGivesTheRestBackAndTellsNobody() {
    Scene scene = endedWithoutFinalReading().ends(S1, EndReason.ENGINE_FAULT, 9_000);

    assertThat(scene.movements()).containsExactly("RELEASE 1750");
    assertThat(scene.notifications()).isEmpty();
  }

  @Test
  void afterAnHourTheRestGoesBackAndTheFinalReadingIsPaidFromTheBalance() {
    Scene scene = endedWithoutFinalReading();

    assertThat(scene.passes(Duration.ofHours(1)).movements()).contains("RELEASE 1750");
    assertThat(scene.account("D1").balance()).isEqualTo(new Money(97_50));

    scene.ends(S1, EndReason.ENGINE_FAULT, 12_000);
    assertThat(scene.movements()).containsExactly("LATE_CORRECTION 50");
    assertThat(scene.notification(Notification.Corrected.class).amount())
        .isEqualTo(new Money(3_00));
  }

  @Test
  void whatTheBalanceCannotPayThenIsWrittenOff() {
    Scene scene = endedWithoutFinalReading();
    scene.passes(Duration.ofHours(1)).orders("D1", Movement.WITHDRAWAL, 97_20, "w1");

    scene.ends(S1, EndReason.ENGINE_FAULT, 12_000);

    assertThat(scene.movements()).containsExactly("LATE_CORRECTION 30", "WRITE_OFF 20");
    assertThat(scene.notification(Notification.Corrected.class).amount())
        .isEqualTo(new Money(2_80));
  }

  private static Scene endedWithoutFinalReading() {
    return Scene.charging().meters(S1, 10_000).operatorStops(MAD).passes(5);
  }

  private static OptionalLong limitWh(Scene scene) {
    Optional<EngineCommand.Authorize> authorize =
        scene.commands().stream()
            .filter(EngineCommand.Authorize.class::isInstance)
            .map(EngineCommand.Authorize.class::cast)
            .findFirst();
    return authorize.orElseThrow().energyLimitWh();
  }
}
