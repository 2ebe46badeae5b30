package org.evcharging.central.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.core.Scene.MAD;
import static org.evcharging.central.core.Scene.S1;

import java.util.Optional;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Notification;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.Test;

/** Spec §4, what follows from an Engine's words. */
class EngineRulesTest {
  @Test
  void authorizedOnlyAfterTheEngineHasConfirmed() {
    assertThat(Scene.requested().notifications())
        .noneMatch(Notification.Authorized.class::isInstance);

    Scene confirmed = Scene.authorized();
    assertThat(confirmed.commands()).singleElement().isInstanceOf(EngineCommand.Granted.class);
    assertThat(confirmed.notification(Notification.Authorized.class).subject().sessionId())
        .contains(S1);
  }

  @Test
  void rejectionDeniesAndSendsTheEngineNothing() {
    Scene scene = Scene.requested().rejects(S1);

    assertThat(scene.notification(Notification.Denied.class).reason())
        .isEqualTo(DenialReason.REJECTED_BY_CHARGE_POINT);
    assertThat(scene.commands()).isEmpty();
    assertThat(scene.session()).isEmpty();
  }

  @Test
  void factsAreLookedAtAgainWhenTheEngineHasConfirmed() {
    Scene scene = Scene.requested().linkCloses().confirms(S1);

    assertThat(scene.notification(Notification.Denied.class).reason())
        .isEqualTo(DenialReason.DISCONNECTED);
    assertThat(scene.commands()).singleElement().isInstanceOf(EngineCommand.Cancel.class);
  }

  @Test
  void readingsAreCumulativeAndPricedByTheSessionsTariff() {
    Scene scene = Scene.charging().meters(S1, 1_250);

    Notification.Progress progress = scene.notification(Notification.Progress.class);
    assertThat(progress.energy()).isEqualTo(new Energy(1_250));
    assertThat(progress.amount()).isEqualTo(new Money(31));
  }

  @Test
  void laterPriceDoesNotTouchASessionThatGoesOn() {
    Scene scene = Scene.charging().registers(MAD, "secret", "9.99");

    scene.ends(S1, EndReason.UNPLUGGED, 1_250);

    assertThat(scene.notification(Notification.Ticket.class).amount()).isEqualTo(new Money(31));
  }

  @Test
  void readingBelowTheLastIsIgnoredAndAudited() {
    Scene scene = Scene.charging().meters(S1, 100).meters(S1, 99);

    assertThat(scene.session().orElseThrow().energy()).isEqualTo(new Energy(100));
    assertThat(scene.events()).singleElement().isInstanceOf(Event.Audited.class);
  }

  @Test
  void readingOfAnAuthorizedSessionCountsAsStarted() {
    assertThat(Scene.authorized().meters(S1, 7).session())
        .get()
        .isInstanceOf(OpenSession.Charging.class);
  }

  @Test
  void startWithoutGrantIsNoStart() {
    assertThat(Scene.requested().starts(S1).session())
        .get()
        .isInstanceOf(OpenSession.Requested.class);
  }

  @Test
  void endedSessionHasOneTicketWithItsFinalReading() {
    Scene scene = Scene.charging().meters(S1, 900).ends(S1, EndReason.UNPLUGGED, 1_000);

    Notification.Ticket ticket = scene.notification(Notification.Ticket.class);
    assertThat(ticket.energy()).isEqualTo(new Energy(1_000));
    assertThat(ticket.amount()).isEqualTo(new Money(25));
    assertThat(ticket.reason()).isEqualTo(EndReason.UNPLUGGED);
    assertThat(ticket.location()).isEqualTo("Gran Vía 1, Madrid");

    scene.ends(S1, EndReason.UNPLUGGED, 1_000);
    assertThat(scene.outbound()).isEmpty();
  }

  @Test
  void finalReadingBelowTheLastDoesNotTakeAnyBack() {
    Scene scene = Scene.charging().meters(S1, 900).ends(S1, EndReason.UNPLUGGED, 100);

    assertThat(scene.notification(Notification.Ticket.class).energy()).isEqualTo(new Energy(900));
  }

  @Test
  void firstReasonCounts() {
    Scene scene = Scene.charging().asksToStop("D1", "MAD-01", Optional.empty());

    scene.ends(S1, EndReason.UNPLUGGED, 10);

    assertThat(scene.notification(Notification.Ticket.class).reason())
        .isEqualTo(EndReason.DRIVER_STOP);
  }

  @Test
  void nobodyPluggedInExpires() {
    Scene scene = Scene.authorized().reportsNotPluggedIn(S1);

    assertThat(scene.notifications()).singleElement().isInstanceOf(Notification.Expired.class);
    assertThat(scene.session()).isEmpty();
  }

  @Test
  void nobodyPluggedInExpiresAlsoBeforeTheConfirmationWasHeard() {
    assertThat(Scene.requested().reportsNotPluggedIn(S1).notifications())
        .singleElement()
        .isInstanceOf(Notification.Expired.class);
  }

  @Test
  void lateMeterValueNeverRevivesAnEndedSession() {
    Scene scene = Scene.charging().ends(S1, EndReason.UNPLUGGED, 10).meters(S1, 11);

    assertThat(scene.session()).isEmpty();
    assertThat(scene.notifications()).isEmpty();
    assertThat(scene.commands()).singleElement().isInstanceOf(EngineCommand.EndSession.class);
  }

  @Test
  void engineThatGoesOnIsToldAgainButNotWithEachReading() {
    Scene scene = Scene.charging().ends(S1, EndReason.UNPLUGGED, 10).meters(S1, 11);

    assertThat(scene.meters(S1, 12).commands()).isEmpty();
    assertThat(scene.passes(5).meters(S1, 13).commands()).hasSize(1);
  }

  @Test
  void confirmationOfNoSessionIsCancelled() {
    assertThat(Scene.withChargePoint().confirms(new SessionId("OLD")).commands())
        .singleElement()
        .isInstanceOf(EngineCommand.Cancel.class);
  }

  @Test
  void confirmationAfterTheTimeOutIsCancelled() {
    Scene scene = Scene.requested().passes(6).confirms(S1);

    assertThat(scene.commands()).singleElement().isInstanceOf(EngineCommand.Cancel.class);
    assertThat(scene.notifications()).isEmpty();
  }

  @Test
  void readingAfterCentralEndedTheSessionSettlesItOnceAndUpwards() {
    Scene scene =
        Scene.charging().meters(S1, 100).asksToStop("D1", "MAD-01", Optional.empty()).passes(6);
    assertThat(scene.notification(Notification.Ticket.class).energy()).isEqualTo(new Energy(100));

    scene.ends(S1, EndReason.DRIVER_STOP, 1_000);
    assertThat(scene.notification(Notification.Corrected.class).amount()).isEqualTo(new Money(25));

    assertThat(scene.ends(S1, EndReason.DRIVER_STOP, 2_000).outbound()).isEmpty();
  }

  @Test
  void readingBelowTheTicketCorrectsNothing() {
    Scene scene =
        Scene.charging().meters(S1, 100).asksToStop("D1", "MAD-01", Optional.empty()).passes(6);

    assertThat(scene.ends(S1, EndReason.DRIVER_STOP, 99).outbound()).isEmpty();
  }
}
