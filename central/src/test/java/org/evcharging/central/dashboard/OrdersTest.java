package org.evcharging.central.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.evcharging.central.state.MessageBoard;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.central.state.OperatorDesk.Acknowledgement;
import org.evcharging.central.state.OperatorDesk.Order;
import org.evcharging.central.state.OperatorDesk.Result;
import org.evcharging.model.ChargePointId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {
  private static final ChargePointId MAD_01 = new ChargePointId("MAD-01");

  private final MessageBoard board = new MessageBoard();

  @ParameterizedTest
  @CsvSource({
    "DONE, INFO, stop MAD-01: done",
    "FAILED, WARNING, 'stop MAD-01: in force, but its engine could not do it: jammed'",
    "NOT_ACKNOWLEDGED, WARNING, 'stop MAD-01: in force, but not acknowledged within 5 s: jammed'",
    "DISCONNECTED, WARNING, 'stop MAD-01: in force; sent when its monitor connects: jammed'",
    "UNKNOWN_CHARGE_POINT, WARNING, stop MAD-01: there is no such charge point"
  })
  void eachOutcomeOfAnOrderIsTold(Acknowledgement outcome, Level level, String sentence) {
    orders(desk(new Result(MAD_01, outcome, "jammed"))).give(Order.STOP, MAD_01);

    assertThat(board.messages()).containsExactly(new Message(Scenes.NOW, level, sentence));
  }

  @Test
  void anOrderToAllIsToldInOneLineThatNamesWhoDidNotDoIt() {
    Result done = new Result(MAD_01, Acknowledgement.DONE, "");
    List<Result> results = new ArrayList<>(List.of(done, done));
    results.add(new Result(new ChargePointId("MAD-02"), Acknowledgement.NOT_ACKNOWLEDGED, ""));
    for (int i = 1; i <= 7; i++) {
      results.add(new Result(new ChargePointId("VLC-0" + i), Acknowledgement.DISCONNECTED, ""));
    }

    orders(desk(results.toArray(Result[]::new))).giveAll(Order.RESUME);

    assertThat(board.messages())
        .containsExactly(
            new Message(
                Scenes.NOW,
                Level.WARNING,
                "resume all: 2 done; 1 in force, but not acknowledged (MAD-02);"
                    + " 7 in force, but disconnected (VLC-01, VLC-02, VLC-03, VLC-04, VLC-05, …)"));
  }

  @Test
  void anOrderToNobodySaysSo() {
    orders(desk()).giveAll(Order.STOP);

    assertThat(board.messages().getFirst().text())
        .isEqualTo("stop all: there are no charge points");
  }

  @Test
  void aDeskThatFailsIsTold() {
    orders(new FailingDesk()).give(Order.STOP, MAD_01);
    orders(new FailingDesk()).giveAll(Order.STOP);

    assertThat(board.messages())
        .extracting(Message::text)
        .containsExactly("stop MAD-01 failed: closing", "stop all failed: disk full");
  }

  private Orders orders(OperatorDesk desk) {
    return new Orders(desk, board, () -> Scenes.NOW);
  }

  private static OperatorDesk desk(Result... results) {
    return new OperatorDesk() {
      @Override
      public CompletableFuture<Result> order(Order order, ChargePointId id, String who) {
        return CompletableFuture.completedFuture(results[0]);
      }

      @Override
      public CompletableFuture<List<Result>> orderAll(Order order, String who) {
        return CompletableFuture.completedFuture(List.of(results));
      }
    };
  }

  private static final class FailingDesk implements OperatorDesk {
    @Override
    public CompletableFuture<Result> order(Order order, ChargePointId id, String who) {
      throw new IllegalStateException("closing");
    }

    @Override
    public CompletableFuture<List<Result>> orderAll(Order order, String who) {
      return CompletableFuture.failedFuture(new IllegalStateException("disk full"));
    }
  }
}
