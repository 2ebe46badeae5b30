package org.evcharging.central.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.core.Scene.BCN;
import static org.evcharging.central.core.Scene.MAD;
import static org.evcharging.central.core.Scene.S1;
import static org.evcharging.central.core.Scene.START;

import java.util.Optional;
import org.evcharging.central.core.Input.OnDisk;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Notification;
import org.evcharging.message.Notification.Stage;
import org.evcharging.model.DenialReason;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.Test;

/** and who may stop a session. */
class RequestRulesTest {
  private static DenialReason denial(Scene scene) {
    return scene.notification(Notification.Denied.class).reason();
  }

  @Test
  void acceptedRequestAsksTheEngineAndTellsTheDriverEachStep() {
    Scene scene = Scene.requested();

    assertThat(scene.commands()).singleElement().isInstanceOf(EngineCommand.Authorize.class);
    assertThat(scene.notifications())
        .extracting(it -> ((Notification.Step) it).step())
        .containsExactly(Stage.RECEIVED, Stage.CHECKING, Stage.ASKING_CHARGE_POINT);
  }

  @Test
  void requestThatLayInKafkaForOverAMinuteIsTooOld() {
    Scene scene = Scene.withChargePoint();

    scene.asksAt(START.minusMillis(60_001), "r", "D1", "MAD-01", OnDisk.NOTHING);

    assertThat(denial(scene)).isEqualTo(DenialReason.TOO_OLD);
  }

  @Test
  void requestThatLayInKafkaForAMinuteIsNotTooOld() {
    Scene scene = Scene.withChargePoint();

    scene.asksAt(START.minusMillis(60_000), "r", "D1", "MAD-01", OnDisk.NOTHING);

    assertThat(scene.session()).isPresent();
  }

  @Test
  void driverWhoIsNotKnownIsDeniedInAClosedNetwork() {
    assertThat(denial(Scene.closedNetwork().registers(MAD).asks("D1", "MAD-01")))
        .isEqualTo(DenialReason.UNKNOWN_DRIVER);
  }

  @Test
  void driverWhomTheOperatorAddedIsKnownInAClosedNetwork() {
    Scene scene = Scene.closedNetwork().connects(MAD).adds("D1", 10_00);

    scene.asks("D1", "MAD-01");

    assertThat(scene.session()).isPresent();
  }

  @Test
  void driverIsAdmittedOnceInAnOpenNetwork() {
    Scene scene = Scene.withChargePoint().asks("D1", "NOWHERE");
    assertThat(scene.events()).anyMatch(Event.DriverAdmitted.class::isInstance);

    scene.asks("D1", "MAD-01");
    assertThat(scene.events()).noneMatch(Event.DriverAdmitted.class::isInstance);
  }

  @Test
  void driverIdThatIsNoneIsUnknownEvenInAnOpenNetwork() {
    assertThat(denial(Scene.withChargePoint().asks("D#1", "MAD-01")))
        .isEqualTo(DenialReason.UNKNOWN_DRIVER);
  }

  @Test
  void driverWithASessionIsBusy() {
    assertThat(denial(Scene.requested().registers(BCN).asks("D1", "BCN-01")))
        .isEqualTo(DenialReason.DRIVER_BUSY);
  }

  @Test
  void chargePointThatNeverRegisteredIsUnknown() {
    assertThat(denial(Scene.withChargePoint().asks("D1", "SVQ-01")))
        .isEqualTo(DenialReason.UNKNOWN_CHARGE_POINT);
  }

  @Test
  void chargePointIdThatIsNoneIsUnknown() {
    assertThat(denial(Scene.withChargePoint().asks("D1", "MAD#01")))
        .isEqualTo(DenialReason.UNKNOWN_CHARGE_POINT);
  }

  @Test
  void chargePointWithoutMonitorIsDisconnected() {
    assertThat(denial(Scene.withChargePoint().linkCloses().asks("D1", "MAD-01")))
        .isEqualTo(DenialReason.DISCONNECTED);
  }

  @Test
  void faultedChargePointIsFaulted() {
    assertThat(denial(Scene.withChargePoint().operatorStops(MAD).faulted().asks("D1", "MAD-01")))
        .isEqualTo(DenialReason.FAULTED);
  }

  @Test
  void stoppedChargePointIsOutOfOrder() {
    assertThat(denial(Scene.requested().operatorStops(MAD).asks("D2", "MAD-01")))
        .isEqualTo(DenialReason.OUT_OF_ORDER);
  }

  @Test
  void busyChargePointIsInUse() {
    assertThat(denial(Scene.requested().asks("D2", "MAD-01"))).isEqualTo(DenialReason.IN_USE);
  }

  @Test
  void sameRequestBeforeItsAnswerIsStillOneSession() {
    Scene scene = Scene.withChargePoint().asks("r", "D1", "MAD-01", OnDisk.NOTHING);

    scene.asks("r", "D1", "MAD-01", OnDisk.NOTHING);

    assertThat(scene.events()).isEmpty();
    assertThat(scene.commands()).isEmpty();
    assertThat(scene.notification(Notification.Step.class).subject().sessionId()).contains(S1);
  }

  @Test
  void sameRequestAfterItsAnswerGetsItAgain() {
    Scene scene = Scene.withChargePoint().asks("r", "D1", "MAD-01", OnDisk.NOTHING).confirms(S1);

    scene.asks("r", "D1", "MAD-01", OnDisk.NOTHING);

    assertThat(scene.events()).isEmpty();
    assertThat(scene.notification(Notification.Authorized.class).subject().sessionId())
        .contains(S1);
  }

  @Test
  void deniedRequestIsDeniedAgainThoughItWouldBeAcceptedNow() {
    Scene scene = Scene.withChargePoint().operatorStops(MAD);
    scene.asks("r", "D1", "MAD-01", OnDisk.NOTHING).operatorResumes(MAD);

    scene.asks("r", "D1", "MAD-01", OnDisk.NOTHING);

    assertThat(denial(scene)).isEqualTo(DenialReason.OUT_OF_ORDER);
  }

  @Test
  void requestKnownToTheDiskAloneGetsItsFirstAnswer() {
    KnownRequest known = new KnownRequest("START MAD-01", new Answer.Granted(new SessionId("OLD")));
    Scene scene = Scene.withChargePoint();

    scene.asks("r", "D1", "MAD-01", new OnDisk(Optional.of(known)));

    assertThat(scene.notification(Notification.Authorized.class).subject().sessionId())
        .contains(new SessionId("OLD"));
    assertThat(scene.session()).isEmpty();
  }

  @Test
  void sameIdWithOtherContentsIsReused() {
    Scene scene = Scene.withChargePoint().registers(BCN).asks("r", "D1", "MAD-01", OnDisk.NOTHING);

    scene.asks("r", "D1", "BCN-01", OnDisk.NOTHING);

    assertThat(denial(scene)).isEqualTo(DenialReason.ID_REUSED);
  }

  @Test
  void sameIdOfAnotherDriverIsAnotherRequest() {
    Scene scene = Scene.withChargePoint().connects(BCN);

    scene.asks("r", "D1", "MAD-01", OnDisk.NOTHING).asks("r", "D2", "BCN-01", OnDisk.NOTHING);

    assertThat(scene.state.sessions()).hasSize(2);
  }

  @Test
  void driverEndsTheirOwnSupply() {
    Scene scene = Scene.charging().asksToStop("D1", "MAD-01", Optional.of(S1));

    assertThat(scene.session()).get().isInstanceOf(OpenSession.Ending.class);
    assertThat(scene.commands()).singleElement().isInstanceOf(EngineCommand.EndSession.class);
  }

  @Test
  void anotherDriverDoesNotEndIt() {
    Scene scene = Scene.charging().asksToStop("D2", "MAD-01", Optional.of(S1));

    assertThat(denial(scene)).isEqualTo(DenialReason.NO_SESSION);
    assertThat(scene.session()).get().isInstanceOf(OpenSession.Charging.class);
  }

  @Test
  void stopWithoutASessionIsDenied() {
    assertThat(denial(Scene.withChargePoint().asksToStop("D1", "MAD-01", Optional.empty())))
        .isEqualTo(DenialReason.NO_SESSION);
  }

  @Test
  void secondStopOfTheSameSupplyIsAnsweredToo() {
    Scene scene = Scene.charging().asksToStop("D1", "MAD-01", Optional.of(S1));

    scene.asksToStop("D1", "MAD-01", Optional.of(S1));

    assertThat(scene.notification(Notification.Step.class).step()).isEqualTo(Stage.ENDING);
    assertThat(scene.commands()).isEmpty();
  }

  @Test
  void driverWhoStopsBeforeTheAnswerIsDeniedAndTheEngineForgets() {
    Scene scene = Scene.requested().asksToStop("D1", "MAD-01", Optional.empty());

    assertThat(denial(scene)).isEqualTo(DenialReason.DRIVER_STOP);
    assertThat(scene.commands()).singleElement().isInstanceOf(EngineCommand.Cancel.class);
  }
}
