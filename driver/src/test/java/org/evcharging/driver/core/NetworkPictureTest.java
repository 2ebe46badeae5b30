package org.evcharging.driver.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.junit.jupiter.api.Test;

class NetworkPictureTest {
  private final NetworkPicture picture = new NetworkPicture();

  @Test
  void chargePointsAreListedByIdWithTheirLastStatus() {
    picture.heard(new Heartbeat(1, "db"));
    picture.heard(state("VLC-02", ChargePointStatus.AVAILABLE, 1));
    picture.heard(state("MAD-01", ChargePointStatus.AVAILABLE, 1));
    picture.heard(state("VLC-02", ChargePointStatus.FAULTED, 1));

    assertThat(picture.list())
        .extracting(listed -> listed.state().chargePointId() + " " + listed.status().orElseThrow())
        .containsExactly("MAD-01 AVAILABLE", "VLC-02 FAULTED");
  }

  @Test
  void theWordOfAnOlderCentralThanTheOneThatLivesIsNotKnown() {
    picture.heard(state("MAD-01", ChargePointStatus.AVAILABLE, 1));
    picture.heard(new Heartbeat(2, "db"));
    assertThat(picture.list().getFirst().status()).isEmpty();

    picture.heard(state("MAD-01", ChargePointStatus.DISCONNECTED, 2));
    assertThat(picture.list().getFirst().status()).contains(ChargePointStatus.DISCONNECTED);
  }

  @Test
  void aChargePointThatCentralRemovedIsGone() {
    picture.heard(state("MAD-01", ChargePointStatus.AVAILABLE, 1));
    picture.removed("MAD-01");

    assertThat(picture.list()).isEmpty();
  }

  @Test
  void withoutAHeartbeatTheStatusIsTakenAsItIs() {
    picture.heard(state("MAD-01", ChargePointStatus.AVAILABLE, 1));

    assertThat(picture.list().getFirst().status())
        .isEqualTo(Optional.of(ChargePointStatus.AVAILABLE));
  }

  private static ChargePointState state(String id, ChargePointStatus status, long epoch) {
    return new ChargePointState(
        new ChargePointId(id),
        new Place("Madrid", "Gran Vía 1"),
        status,
        Tariff.ofEuros("0.25"),
        22_000,
        epoch);
  }
}
