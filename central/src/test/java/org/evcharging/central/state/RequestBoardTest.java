package org.evcharging.central.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.evcharging.central.state.RequestBoard.RequestLine;
import org.junit.jupiter.api.Test;

class RequestBoardTest {
  private final RequestBoard board = new RequestBoard();

  @Test
  void aRequestKeepsItsPlaceAndTimeWhileItsAnswerChanges() {
    board.post("r1", line("D1", "checking"));
    board.post("r2", line("D2", "checking"));
    board.post("r1", new RequestLine(Instant.EPOCH.plusSeconds(9), "D1", "MAD-01", "AUTHORIZED"));

    assertThat(board.lines()).containsExactly(line("D1", "AUTHORIZED"), line("D2", "checking"));
  }

  @Test
  void theOldestMakesRoom() {
    for (int i = 0; i < 10_000; i++) {
      board.post("r" + i, line("D" + i, "checking"));
    }

    assertThat(board.lines()).hasSize(500);
    assertThat(board.lines().getLast().driverId()).isEqualTo("D9999");
  }

  private static RequestLine line(String driver, String answer) {
    return new RequestLine(Instant.EPOCH, driver, "MAD-01", answer);
  }
}
