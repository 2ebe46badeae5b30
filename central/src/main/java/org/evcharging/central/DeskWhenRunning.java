package org.evcharging.central;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.model.ChargePointId;

/** Takes no orders before Central runs: nothing would carry them to the disk. */
record DeskWhenRunning(OperatorDesk desk, BooleanSupplier running) implements OperatorDesk {

  @Override
  public CompletableFuture<Result> order(Order order, ChargePointId chargePoint, String who) {
    return running.getAsBoolean()
        ? desk.order(order, chargePoint, who)
        : CompletableFuture.completedFuture(
            new Result(
                chargePoint,
                Acknowledgement.FAILED,
                "not in force: Central waits for Kafka; try again when it is there"));
  }

  @Override
  public CompletableFuture<List<Result>> orderAll(Order order, String who) {
    return running.getAsBoolean()
        ? desk.orderAll(order, who)
        : CompletableFuture.completedFuture(List.of());
  }
}
