package org.evcharging.central.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.dashboard.Scenes.point;
import static org.evcharging.central.dashboard.Scenes.session;
import static org.evcharging.central.dashboard.Scenes.with;

import java.util.ArrayList;
import java.util.List;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.SessionStage;
import org.evcharging.central.state.RequestBoard.RequestLine;
import org.evcharging.model.ChargePointStatus;
import org.junit.jupiter.api.Test;

class RequestPanelTest {
  private static final ChargePointView CHARGING =
      with(point("MAD-01", ChargePointStatus.CHARGING), session("ana", SessionStage.CHARGING, 100));

  @Test
  void aRequestThatGoesOnStaysInSightAfterARushOfOthers() {
    List<RequestLine> requests = new ArrayList<>();
    requests.add(line("ana", "MAD-01", "ENDED UNPLUGGED"));
    requests.add(line("ana", "MAD-01", "AUTHORIZED"));
    for (int i = 0; i < 20; i++) {
      requests.add(line("d" + i, "MAD-01", "DENIED IN_USE"));
    }

    List<RequestLine> shown = RequestPanel.worthShowing(requests, List.of(CHARGING), 3);

    assertThat(shown).containsExactly(requests.get(1), requests.get(20), requests.get(21));
  }

  @Test
  void theNewestAreShownWhenMoreGoOnThanThereIsRoomFor() {
    List<RequestLine> requests =
        List.of(line("ana", "MAD-01", "AUTHORIZED"), line("eva", "MAD-02", "AUTHORIZED"));
    ChargePointView other =
        with(
            point("MAD-02", ChargePointStatus.CHARGING),
            session("eva", SessionStage.CHARGING, 100));

    assertThat(RequestPanel.worthShowing(requests, List.of(CHARGING, other), 1))
        .containsExactly(requests.get(1));
    assertThat(RequestPanel.worthShowing(requests, List.of(CHARGING, other), 0)).isEmpty();
  }

  private static RequestLine line(String driver, String chargePoint, String answer) {
    return new RequestLine(Scenes.NOW, driver, chargePoint, answer);
  }
}
