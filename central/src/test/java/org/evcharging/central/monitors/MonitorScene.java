package org.evcharging.central.monitors;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.evcharging.time.Clocks;
import org.evcharging.wire.CentralToMonitor;
import org.evcharging.wire.FramedConnection;
import org.evcharging.wire.MonitorToCentral;

/** A server with its network behind it, and Monitors that connect to it by real sockets. */
final class MonitorScene implements AutoCloseable {
  static final Duration ACKNOWLEDGEMENT_PATIENCE = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  final ScriptedNetwork network = new ScriptedNetwork();
  final MonitorOrders orders;
  final MonitorServer server;

  private MonitorScene(int maxConnections, Duration registration, Duration silence)
      throws IOException {
    orders = orders(network, timer, new ChargePointId("MAD-02"), new ChargePointId("MAD-01"));
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        MonitorServer.start(
            new MonitorServerConfig(anyPort, maxConnections),
            admission(network, orders, new MonitorPatience(registration, silence)));
  }

  static MonitorOrders orders(
      ScriptedNetwork network, ScheduledExecutorService timer, ChargePointId... chargePoints) {
    return new MonitorOrders(
        network,
        () -> List.of(chargePoints),
        RandomHex::next,
        Thread::startVirtualThread,
        timer,
        ACKNOWLEDGEMENT_PATIENCE);
  }

  static MonitorAdmission admission(
      ScriptedNetwork network, MonitorOrders orders, MonitorPatience patience) {
    return new MonitorAdmission(
        network, network.connections, orders, patience, RandomHex::next, Clocks.system());
  }

  static MonitorScene open() throws IOException {
    return new MonitorScene(1_000, PATIENCE, PATIENCE);
  }

  static MonitorScene withPlaces(int maxConnections) throws IOException {
    return new MonitorScene(maxConnections, PATIENCE, PATIENCE);
  }

  static MonitorScene waitingForRegistration(Duration patience) throws IOException {
    return new MonitorScene(1_000, patience, PATIENCE);
  }

  static MonitorScene waitingForLifeSigns(Duration patience) throws IOException {
    return new MonitorScene(1_000, PATIENCE, patience);
  }

  FramedConnection connect() throws IOException {
    return FramedConnection.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), PATIENCE);
  }

  /** A Monitor that is registered and has been told what state is wanted. */
  FramedConnection registered(String id) throws Exception {
    FramedConnection monitor = connect();
    monitor.send(register(id, "secret").payload());
    expect(monitor, CentralToMonitor.Registered.class);
    expect(monitor, CentralToMonitor.Resume.class);
    return monitor;
  }

  RawPeer raw() throws IOException {
    return new RawPeer(server.port());
  }

  static MonitorToCentral.Register register(String id, String secret) {
    return new MonitorToCentral.Register(
        new ChargePointId(id),
        secret,
        new Place("Madrid", "Gran Vía 1"),
        new Tariff(250_000),
        OptionalLong.of(22_000));
  }

  static String lifeSign() {
    return new MonitorToCentral.Status(new Health.Ok(), Optional.empty()).payload();
  }

  /** The next frame, which must be such a one. */
  static <T extends CentralToMonitor> T expect(FramedConnection monitor, Class<T> type)
      throws Exception {
    return type.cast(CentralToMonitor.parse(monitor.receive().orElseThrow()));
  }

  void awaitInputs(int count) {
    await().until(() -> network.inputs.size() >= count);
  }

  @Override
  public void close() {
    server.close();
    timer.shutdownNow();
  }
}
