package org.evcharging.central.monitors;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.time.Clocks;
import org.evcharging.wire.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Monitors get in, whatever carries what they say: {@link MonitorServer} brings those that
 * come by TCP. Thread-safe; starts no thread.
 */
public final class MonitorAdmission {
  private static final Logger LOG = LoggerFactory.getLogger(MonitorAdmission.class);

  private final NetworkInputs inputs;
  private final MonitorConnections connections;
  private final MonitorOrders orders;
  private final MonitorPatience patience;
  private final Supplier<String> freshHex;
  private final Clocks clocks;
  private final SparingLog badPeers;
  private final AtomicLong lastLink = new AtomicLong();

  /**
   * @param connections told of the commits by the journal
   * @param orders told of the Monitors' acknowledgements by their connections
   * @param freshHex gives salts and command ids, as {@link RandomHex} does
   */
  public MonitorAdmission(
      NetworkInputs inputs,
      MonitorConnections connections,
      MonitorOrders orders,
      MonitorPatience patience,
      Supplier<String> freshHex,
      Clocks clocks) {
    this.inputs = inputs;
    this.connections = connections;
    this.orders = orders;
    this.patience = patience;
    this.freshHex = freshHex;
    this.clocks = clocks;
    this.badPeers = new SparingLog(LOG::warn, clocks::nanos);
  }

  /**
   * Lets a Monitor in that has said its greeting. Whoever brings its payloads hands them to {@link
   * MonitorConnection#hear}, and says at the end {@link MonitorConnection#ended}.
   */
  public MonitorConnection admit(Connection connection) {
    MonitorConnection admitted =
        new MonitorConnection(lastLink.incrementAndGet(), connection, this);
    connections.add(admitted);
    return admitted;
  }

  NetworkInputs inputs() {
    return inputs;
  }

  MonitorConnections connections() {
    return connections;
  }

  MonitorOrders orders() {
    return orders;
  }

  MonitorPatience patience() {
    return patience;
  }

  String freshHex() {
    return freshHex.get();
  }

  Clocks clocks() {
    return clocks;
  }

  /** What is logged because of peers. */
  SparingLog badPeers() {
    return badPeers;
  }
}
