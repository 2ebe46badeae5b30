package org.evcharging.central.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.core.Scene.MAD;
import static org.evcharging.central.core.Scene.S1;

import java.util.Optional;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Notification;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.junit.jupiter.api.Test;

/** Monitors, operators and deadlines (spec §3 to §5). */
class SupervisionTest {
  @Test
  void firstRegistrationFixesTheSecret() {
    Scene scene = Scene.openNetwork().registers(MAD, "first", "0.25");
    assertThat(scene.reply()).isInstanceOf(Decision.Reply.RegisteredFirst.class);

    scene.registers(MAD, "other", "0.25");
    assertThat(scene.reply()).isInstanceOf(Decision.Reply.Refused.class);
    assertThat(scene.events()).singleElement().isInstanceOf(Event.Audited.class);

    scene.registers(MAD, "first", "0.25");
    assertThat(scene.reply()).isInstanceOf(Decision.Reply.RegisteredAgain.class);
  }

  @Test
  void laterRegistrationChangesThePriceForSessionsToCome() {
    Scene scene = Scene.withChargePoint().registers(MAD, "secret", "0.50");

    scene.asks("D1", "MAD-01");

    assertThat(scene.session().orElseThrow().facts().tariff().priceMicrosPerKwh())
        .isEqualTo(500_000);
  }

  @Test
  void wantedStateIsSentAfterEachRegistration() {
    Scene scene = Scene.withChargePoint().operatorStops(MAD).registers(MAD);

    assertThat(scene.outbound())
        .filteredOn(Outbound.ToMonitor.class::isInstance)
        .singleElement()
        .satisfies(message -> assertThat(((Outbound.ToMonitor) message).stop()).isTrue());
  }

  @Test
  void secondMonitorTakesOverAndTheOldConnectionsEndChangesNothing() {
    Scene scene = Scene.withChargePoint().registers(MAD);
    assertThat(scene.outbound()).contains(new Outbound.CloseLink(1));

    scene.decide(new Input.LinkClosed(MAD, 1));
    assertThat(scene.status()).isEqualTo(ChargePointStatus.AVAILABLE);
  }

  @Test
  void lifeSignOfASupersededMonitorIsAnsweredSo() {
    Scene scene = Scene.withChargePoint().registers(MAD);

    scene.decide(
        new Input.LifeSign(MAD, 1, new org.evcharging.model.Health.Ko("x"), Optional.empty()));

    assertThat(scene.reply()).isInstanceOf(Decision.Reply.Superseded.class);
    assertThat(scene.status()).isEqualTo(ChargePointStatus.AVAILABLE);
  }

  @Test
  void monitorThatIsSilentForThreeSecondsIsLost() {
    Scene scene = Scene.withChargePoint().idle();

    assertThat(scene.passes(2).status()).isEqualTo(ChargePointStatus.AVAILABLE);
    assertThat(scene.passes(1).status()).isEqualTo(ChargePointStatus.DISCONNECTED);
    assertThat(scene.idle().status()).isEqualTo(ChargePointStatus.AVAILABLE);
  }

  @Test
  void supplyEndsThreeSecondsAfterItsMonitorIsLost() {
    Scene scene = Scene.charging().linkCloses().passes(2);
    assertThat(scene.session()).get().isInstanceOf(OpenSession.Charging.class);

    scene.passes(1);
    assertThat(scene.session()).get().isInstanceOf(OpenSession.Ending.class);
    assertThat(scene.commands())
        .containsExactly(new EngineCommand.EndSession(MAD, S1, EndReason.MONITOR_LOST));
  }

  @Test
  void supplyGoesOnWhenItsMonitorReturnsInTime() {
    Scene scene = Scene.charging().linkCloses().passes(2).registers(MAD).supplying(S1);

    scene.passes(1).supplying(S1).passes(2).supplying(S1);

    assertThat(scene.session()).get().isInstanceOf(OpenSession.Charging.class);
  }

  @Test
  void faultEndsTheSupply() {
    assertThat(Scene.charging().faulted().commands())
        .containsExactly(new EngineCommand.EndSession(MAD, S1, EndReason.ENGINE_FAULT));
  }

  @Test
  void faultBeforeTheAnswerDenies() {
    assertThat(Scene.requested().faulted().notification(Notification.Denied.class).reason())
        .isEqualTo(DenialReason.ENGINE_FAULT);
  }

  @Test
  void faultBeforePlugInEndsWithATicketOfZero() {
    Scene scene = Scene.authorized().faulted();

    assertThat(scene.notification(Notification.Ticket.class).energy()).isEqualTo(Energy.ZERO);
    assertThat(scene.commands()).containsExactly(new EngineCommand.Cancel(MAD, S1));
  }

  @Test
  void lifeSignThatNamesASupplyCountsAsStarted() {
    assertThat(Scene.authorized().supplying(S1).session())
        .get()
        .isInstanceOf(OpenSession.Charging.class);
  }

  @Test
  void supplyOfASessionThatIsOverIsRecalled() {
    assertThat(Scene.charging().ends(S1, EndReason.UNPLUGGED, 1).supplying(S1).commands())
        .containsExactly(new EngineCommand.EndSession(MAD, S1, EndReason.RECONCILED));
  }

  @Test
  void sessionMissingFromTheLifeSignsForTenSecondsIsReconciled() {
    Scene scene = Scene.charging().idle();
    for (int second = 1; second < 10; second++) {
      scene.passes(1).idle();
    }
    assertThat(scene.session()).get().isInstanceOf(OpenSession.Charging.class);

    scene.passes(1);
    assertThat(scene.commands())
        .containsExactly(new EngineCommand.EndSession(MAD, S1, EndReason.RECONCILED));
  }

  @Test
  void operatorsStopEndsTheSupplyInTheSameEntry() {
    Scene scene = Scene.charging().operatorStops(MAD);

    assertThat(scene.events()).anyMatch(Event.HoldOffSet.class::isInstance);
    assertThat(scene.commands())
        .containsExactly(new EngineCommand.EndSession(MAD, S1, EndReason.OPERATOR_STOP));
    assertThat(scene.status()).isEqualTo(ChargePointStatus.OUT_OF_ORDER);
  }

  @Test
  void stopOfWhatIsStoppedAndResumeOfWhatIsNotChangeNothing() {
    Scene scene = Scene.withChargePoint().operatorStops(MAD).operatorStops(MAD);
    assertThat(scene.events()).noneMatch(Event.HoldOffSet.class::isInstance);
    assertThat(scene.reply()).isEqualTo(new Decision.Reply.OrderTaken(true));

    scene.operatorResumes(MAD).operatorResumes(MAD);
    assertThat(scene.events()).noneMatch(Event.HoldOffLifted.class::isInstance);
    assertThat(scene.status()).isEqualTo(ChargePointStatus.AVAILABLE);
  }

  @Test
  void faultedChargePointStaysFaultedWhenItsMonitorTakesOver() {
    assertThat(Scene.withChargePoint().faulted().registers(MAD).status())
        .isEqualTo(ChargePointStatus.FAULTED);
  }

  @Test
  void operatorsStopIsInForceWhoeverIsThereToHearIt() {
    Scene scene = Scene.withChargePoint().linkCloses().operatorStops(MAD);

    assertThat(scene.reply()).isEqualTo(new Decision.Reply.OrderTaken(false));
    assertThat(scene.connects(MAD).status()).isEqualTo(ChargePointStatus.OUT_OF_ORDER);
  }

  @Test
  void engineThatDoesNotAnswerInFiveSecondsDenies() {
    Scene scene = Scene.requested().passes(4);
    assertThat(scene.session()).isPresent();

    scene.idle().passes(1);
    assertThat(scene.notification(Notification.Denied.class).reason())
        .isEqualTo(DenialReason.NO_ANSWER);
    assertThat(scene.commands()).containsExactly(new EngineCommand.Cancel(MAD, S1));
  }

  @Test
  void centralExpiresAGrantedSessionOnlyAfterSeventySeconds() {
    Scene scene = Scene.authorized();
    for (int second = 0; second < 69; second++) {
      scene.passes(1).idle();
    }
    assertThat(scene.session()).isPresent();

    scene.passes(1);
    assertThat(scene.notification(Notification.Expired.class).subject().sessionId()).contains(S1);
    assertThat(scene.commands()).containsExactly(new EngineCommand.Cancel(MAD, S1));
  }

  @Test
  void endingWaitsFiveSecondsForTheFinalReading() {
    Scene scene = Scene.charging().meters(S1, 100).operatorStops(MAD).passes(4);
    assertThat(scene.session()).get().isInstanceOf(OpenSession.Ending.class);

    scene.passes(1);
    assertThat(scene.notification(Notification.Ticket.class).reason())
        .isEqualTo(EndReason.OPERATOR_STOP);
  }

  @Test
  void deadlinesBeginAnewWhenCentralWasAway() {
    Scene scene = Scene.requested().passes(2).idle().passes(2);

    scene.decide(new Input.WokeUp()).passes(2).idle().passes(2);

    assertThat(scene.session()).isPresent();
  }

  @Test
  void sessionFromTheDiskWaitsFifteenSecondsForItsMonitor() {
    Scene before = Scene.charging();
    Scene after = Scene.openNetwork();
    after.state.restore(
        before
            .state
            .chargePoint(MAD)
            .orElseThrow()
            .monitoredBy(new ChargePoint.MonitorLink.Gone())
            .withSession(Optional.empty()));
    after.state.restore(before.session().orElseThrow(), Long.MAX_VALUE - 1_000_000_000L);

    assertThat(after.passes(14).session()).get().isInstanceOf(OpenSession.Charging.class);
    assertThat(after.passes(1).session()).get().isInstanceOf(OpenSession.Ending.class);
  }
}
