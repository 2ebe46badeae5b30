package org.evcharging.central.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.monitors.MonitorScene.expect;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.evcharging.central.core.Input;
import org.evcharging.central.state.OperatorDesk.Acknowledgement;
import org.evcharging.central.state.OperatorDesk.Order;
import org.evcharging.central.state.OperatorDesk.Result;
import org.evcharging.model.ChargePointId;
import org.evcharging.wire.CentralToMonitor;
import org.evcharging.wire.FramedConnection;
import org.evcharging.wire.MonitorToCentral;
import org.junit.jupiter.api.Test;

class MonitorOrdersTest {
  private static final ChargePointId MAD_01 = new ChargePointId("MAD-01");
  private static final ChargePointId MAD_02 = new ChargePointId("MAD-02");

  @Test
  void stopIsDoneOnceTheMonitorSaysSo() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        FramedConnection monitor = scene.registered("MAD-01")) {
      CompletableFuture<Result> result = scene.orders.order(Order.STOP, MAD_01, "dashboard");
      CentralToMonitor.Stop stop = expect(monitor, CentralToMonitor.Stop.class);
      assertThat(result).isNotDone();

      monitor.send(new MonitorToCentral.Done(stop.commandId()).payload());

      assertThat(of(result)).isEqualTo(new Result(MAD_01, Acknowledgement.DONE, ""));
      Input.OperatorOrders input = scene.network.inputs(Input.OperatorOrders.class).getFirst();
      assertThat(input.stop()).isTrue();
      assertThat(input.who()).isEqualTo("dashboard");
      assertThat(input.freshCommandId()).isEqualTo(stop.commandId());
    }
  }

  @Test
  void resumeTravelsAsResume() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        FramedConnection monitor = scene.registered("MAD-01")) {
      CompletableFuture<Result> result = scene.orders.order(Order.RESUME, MAD_01, "dashboard");
      CentralToMonitor.Resume resume = expect(monitor, CentralToMonitor.Resume.class);

      monitor.send(new MonitorToCentral.Done(resume.commandId()).payload());

      assertThat(of(result).acknowledgement()).isEqualTo(Acknowledgement.DONE);
    }
  }

  @Test
  void failureIsReportedWithTheMonitorsReason() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        FramedConnection monitor = scene.registered("MAD-01")) {
      CompletableFuture<Result> result = scene.orders.order(Order.STOP, MAD_01, "dashboard");
      CentralToMonitor.Stop stop = expect(monitor, CentralToMonitor.Stop.class);

      monitor.send(new MonitorToCentral.Failed(stop.commandId(), "engine silent").payload());

      assertThat(of(result)).isEqualTo(new Result(MAD_01, Acknowledgement.FAILED, "engine silent"));
    }
  }

  @Test
  void silenceIsNotAcknowledged() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        FramedConnection monitor = scene.registered("MAD-01")) {
      CompletableFuture<Result> result = scene.orders.order(Order.STOP, MAD_01, "dashboard");

      expect(monitor, CentralToMonitor.Stop.class);

      assertThat(of(result))
          .isEqualTo(
              new Result(
                  MAD_01,
                  Acknowledgement.NOT_ACKNOWLEDGED,
                  "no answer from its Monitor for 300 ms"));
    }
  }

  @Test
  void slowDiskIsNotAcknowledgedInTime() throws Exception {
    try (MonitorScene scene = MonitorScene.open()) {
      scene.network.commitsWith(new CompletableFuture<>());

      Result result = of(scene.orders.order(Order.STOP, MAD_01, "dashboard"));

      assertThat(result.acknowledgement()).isEqualTo(Acknowledgement.NOT_ACKNOWLEDGED);
      assertThat(result.detail()).contains("database");
    }
  }

  @Test
  void anotherMonitorCannotAcknowledge() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        FramedConnection monitor = scene.registered("MAD-01");
        FramedConnection other = scene.registered("MAD-02")) {
      CompletableFuture<Result> result = scene.orders.order(Order.STOP, MAD_01, "dashboard");
      CentralToMonitor.Stop stop = expect(monitor, CentralToMonitor.Stop.class);

      other.send(new MonitorToCentral.Done(stop.commandId()).payload());

      assertThat(of(result).acknowledgement()).isEqualTo(Acknowledgement.NOT_ACKNOWLEDGED);
    }
  }

  @Test
  void withoutAMonitorThereIsNothingToWaitFor() throws Exception {
    try (MonitorScene scene = MonitorScene.open()) {
      assertThat(of(scene.orders.order(Order.STOP, MAD_01, "dashboard")).acknowledgement())
          .isEqualTo(Acknowledgement.DISCONNECTED);
    }
  }

  @Test
  void unknownChargePointIsSaidToBeUnknown() throws Exception {
    try (MonitorScene scene = MonitorScene.open()) {
      ChargePointId unknown = new ChargePointId("UNKNOWN-1");

      assertThat(of(scene.orders.order(Order.STOP, unknown, "dashboard")).acknowledgement())
          .isEqualTo(Acknowledgement.UNKNOWN_CHARGE_POINT);
    }
  }

  @Test
  void orderForAllHasAResultForEach() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        FramedConnection monitor = scene.registered("MAD-01")) {
      CompletableFuture<List<Result>> results = scene.orders.orderAll(Order.STOP, "dashboard");
      CentralToMonitor.Stop stop = expect(monitor, CentralToMonitor.Stop.class);

      monitor.send(new MonitorToCentral.Done(stop.commandId()).payload());

      assertThat(of(results))
          .containsExactly(
              new Result(MAD_01, Acknowledgement.DONE, ""),
              new Result(MAD_02, Acknowledgement.DISCONNECTED, ""));
    }
  }

  private static <T> T of(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }
}
