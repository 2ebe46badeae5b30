package org.evcharging.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.evcharging.model.ChargePointId;
import org.evcharging.wire.EngineToMonitor;
import org.evcharging.wire.FramedConnection;
import org.evcharging.wire.MalformedFrame;
import org.evcharging.wire.MonitorToEngine;

/** The Monitor's side of a real connection, in the test's hand. */
final class MonitorStandIn implements AutoCloseable {
  private final FramedConnection connection;
  private final BlockingQueue<Optional<EngineToMonitor>> received = new LinkedBlockingQueue<>();

  private MonitorStandIn(FramedConnection connection) {
    this.connection = connection;
    Thread.ofVirtual().start(this::receive);
  }

  static MonitorStandIn connect(int port) throws IOException {
    return new MonitorStandIn(
        FramedConnection.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Duration.ofSeconds(5)));
  }

  /** Connected, greeted and READY. */
  static MonitorStandIn of(String chargePoint, int port) throws Exception {
    MonitorStandIn monitor = connect(port);
    monitor.send(new MonitorToEngine.Hello(new ChargePointId(chargePoint)));
    if (!(monitor.next() instanceof EngineToMonitor.Ready)) {
      throw new AssertionError("not ready");
    }
    return monitor;
  }

  MonitorStandIn send(MonitorToEngine message) {
    return sendRaw(message.payload());
  }

  MonitorStandIn sendRaw(String payload) {
    connection.send(payload);
    return this;
  }

  EngineToMonitor ask(MonitorToEngine message) throws InterruptedException {
    return send(message).next();
  }

  /** The next answer; fails after some seconds without one. */
  EngineToMonitor next() throws InterruptedException {
    Optional<EngineToMonitor> next = received.poll(5, TimeUnit.SECONDS);
    if (next == null || next.isEmpty()) {
      throw new AssertionError(next == null ? "no answer" : "connection ended");
    }
    return next.get();
  }

  /** Whether the Engine has said nothing that was not asked for with {@link #next} yet. */
  boolean nothingReceived() {
    return received.isEmpty();
  }

  /** Whether the Engine has ended the connection. */
  boolean ended() {
    return received.stream().anyMatch(Optional::isEmpty);
  }

  private void receive() {
    try {
      Optional<String> payload = connection.receive();
      while (payload.isPresent()) {
        received.add(Optional.of(EngineToMonitor.parse(payload.get())));
        payload = connection.receive();
      }
    } catch (IOException | MalformedFrame e) {
      // Ends like a goodbye: the test sees it by ended().
    }
    received.add(Optional.empty());
  }

  @Override
  public void close() {
    connection.close();
  }
}
