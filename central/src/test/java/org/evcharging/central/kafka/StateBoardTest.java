package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.junit.jupiter.api.Test;

class StateBoardTest {
  private final StateBoard board = new StateBoard(0);

  @Test
  void aChangeIsToldOnceAndOnlyTheNewest() {
    board.put(List.of(state("A", ChargePointStatus.AVAILABLE)));
    board.put(List.of(state("A", ChargePointStatus.FAULTED)));

    assertThat(board.due(10, 0)).containsExactly(state("A", ChargePointStatus.FAULTED));
    assertThat(board.due(10, 0)).isEmpty();
  }

  @Test
  void whatDidNotArriveIsToldAgain() {
    ChargePointState state = state("A", ChargePointStatus.AVAILABLE);
    board.put(List.of(state));
    board.due(10, 0);

    board.failed(state);
    assertThat(board.due(10, 0)).containsExactly(state);
  }

  @Test
  void anOlderStateThatDidNotArriveNeverFollowsANewerOne() {
    ChargePointState older = state("A", ChargePointStatus.AVAILABLE);
    ChargePointState newer = state("A", ChargePointStatus.FAULTED);
    board.put(List.of(older));
    board.due(10, 0);
    board.put(List.of(newer));
    board.due(10, 0);

    board.failed(older);
    assertThat(board.due(10, 0)).isEmpty();
  }

  @Test
  void allAreToldAgainOverAMinuteAndNotInABurst() {
    List<ChargePointState> all =
        IntStream.range(0, 120)
            .mapToObj(i -> state("CP-" + i, ChargePointStatus.AVAILABLE))
            .toList();
    board.put(all);
    assertThat(board.due(1_000, 0)).hasSize(120);

    List<ChargePointState> repeated = new ArrayList<>();
    for (int second = 1; second <= 60; second++) {
      List<ChargePointState> due = board.due(1_000, TimeUnit.SECONDS.toNanos(second));
      assertThat(due).hasSize(2);
      repeated.addAll(due);
    }
    assertThat(repeated).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void noMoreAreDueThanThereIsRoomForAndNoneIsForgotten() {
    board.put(
        List.of(state("A", ChargePointStatus.AVAILABLE), state("B", ChargePointStatus.AVAILABLE)));

    assertThat(board.due(1, 0)).hasSize(1);
    assertThat(board.due(0, 0)).isEmpty();
    assertThat(board.due(1, 0)).hasSize(1);
    assertThat(board.due(1, 0)).isEmpty();
  }

  private static ChargePointState state(String id, ChargePointStatus status) {
    return new ChargePointState(
        new ChargePointId(id), new Place("Madrid", "Gran Vía 1"), status, new Tariff(1), 0, 1);
  }
}
