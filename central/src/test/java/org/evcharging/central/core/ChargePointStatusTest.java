package org.evcharging.central.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.core.Scene.MAD;
import static org.evcharging.central.core.Scene.S1;

import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.EndReason;
import org.evcharging.model.SecretHash;
import org.junit.jupiter.api.Test;

/** The table of spec §3, a row a test. */
class ChargePointStatusTest {
  @Test
  void withoutLiveMonitorItIsDisconnected() {
    assertThat(Scene.charging().linkCloses().status()).isEqualTo(ChargePointStatus.DISCONNECTED);
  }

  @Test
  void withEngineKoItIsFaulted() {
    assertThat(Scene.withChargePoint().faulted().status()).isEqualTo(ChargePointStatus.FAULTED);
  }

  @Test
  void stoppedByTheOperatorItIsOutOfOrder() {
    assertThat(Scene.withChargePoint().operatorStops(MAD).status())
        .isEqualTo(ChargePointStatus.OUT_OF_ORDER);
  }

  @Test
  void whileItsSessionChargesItIsCharging() {
    assertThat(Scene.charging().status()).isEqualTo(ChargePointStatus.CHARGING);
  }

  @Test
  void whileItsSessionEndsItIsCharging() {
    assertThat(Scene.charging().asksToStop("D1", "MAD-01", java.util.Optional.empty()).status())
        .isEqualTo(ChargePointStatus.CHARGING);
  }

  @Test
  void whileItsSessionIsRequestedItIsReserved() {
    assertThat(Scene.requested().status()).isEqualTo(ChargePointStatus.RESERVED);
  }

  @Test
  void whileItsSessionIsAuthorizedItIsReserved() {
    assertThat(Scene.authorized().status()).isEqualTo(ChargePointStatus.RESERVED);
  }

  @Test
  void otherwiseItIsAvailable() {
    assertThat(Scene.charging().ends(S1, EndReason.UNPLUGGED, 5).status())
        .isEqualTo(ChargePointStatus.AVAILABLE);
  }

  @Test
  void faultThatComesAndGoesLeavesTheOperatorsStopInForce() {
    Scene scene = Scene.withChargePoint().operatorStops(MAD).faulted();
    assertThat(scene.status()).isEqualTo(ChargePointStatus.FAULTED);

    assertThat(scene.idle().status()).isEqualTo(ChargePointStatus.OUT_OF_ORDER);
  }

  @Test
  void twoHoldOffsMustBothBeLifted() {
    Scene scene = Scene.withChargePoint().operatorStops(MAD);
    scene.state.apply(new Event.HoldOffSet(MAD, new HoldOff("weather"), Scene.START), 0);

    assertThat(scene.operatorResumes(MAD).status()).isEqualTo(ChargePointStatus.OUT_OF_ORDER);

    scene.state.apply(new Event.HoldOffLifted(MAD, new HoldOff("weather"), Scene.START), 0);
    assertThat(scene.status()).isEqualTo(ChargePointStatus.AVAILABLE);
  }

  @Test
  void chargePointFromTheDiskIsDisconnectedUntilItsMonitorConnects() {
    Scene scene = Scene.openNetwork();
    scene.state.restore(
        new ChargePoint(
            MAD,
            SecretHash.of("salt", "secret"),
            new org.evcharging.model.Place("Madrid", "Gran Vía 1"),
            org.evcharging.model.Tariff.ofEuros("0.25"),
            22_000,
            java.util.Set.of(HoldOff.OPERATOR),
            new ChargePoint.MonitorLink.Gone(),
            java.util.Optional.empty()));
    assertThat(scene.status()).isEqualTo(ChargePointStatus.DISCONNECTED);

    assertThat(scene.connects(MAD).status()).isEqualTo(ChargePointStatus.OUT_OF_ORDER);
  }

  @Test
  void chargePointIsDisconnectedUntilItsMonitorsFirstLifeSignSaysHowItsEngineIs() {
    Scene scene = Scene.openNetwork().registers(MAD);
    assertThat(scene.status()).isEqualTo(ChargePointStatus.DISCONNECTED);

    assertThat(scene.faulted().status()).isEqualTo(ChargePointStatus.FAULTED);
  }
}
