package org.evcharging.launcher.broker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.evcharging.console.HostPort;

/**
 * Where a broker keeps its data and where it listens.
 *
 * @param data folder, made if it is not there
 * @param host address to listen on, {@code 0.0.0.0} for all
 * @param port 0 for any free one
 * @param advertise the host that clients are told to connect to; else {@code host}, or this
 *     machine's name when it listens on all addresses
 */
public record BrokerSettings(Path data, String host, int port, Optional<String> advertise) {
  static final int NODE_ID = 1;
  static final String CLIENTS = "CLIENTS";
  static final String CONTROLLER = "CONTROLLER";

  /** A broker on loopback. */
  public static BrokerSettings local(Path data, int port) {
    return new BrokerSettings(data, "localhost", port, Optional.empty());
  }

  String advertised() {
    return advertise.orElseGet(() -> everyAddress() ? machineName() : host);
  }

  private boolean everyAddress() {
    return host.equals("0.0.0.0") || host.equals("::");
  }

  private static String machineName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Kafka's own configuration, once the ports are known. */
  Properties properties(int clientPort, int controllerPort) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", String.valueOf(NODE_ID));
    p.put("log.dirs", data.toAbsolutePath().toString());
    p.put(
        "listeners",
        CLIENTS
            + "://"
            + new HostPort(host, clientPort)
            + ","
            + CONTROLLER
            + "://"
            + loopback(controllerPort));
    p.put("advertised.listeners", CLIENTS + "://" + new HostPort(advertised(), clientPort));
    p.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    p.put("inter.broker.listener.name", CLIENTS);
    p.put("controller.listener.names", CONTROLLER);
    p.put("controller.quorum.voters", NODE_ID + "@" + loopback(controllerPort));
    oneNode(p);
    small(p);
    return p;
  }

  private static HostPort loopback(int port) {
    return new HostPort("localhost", port);
  }

  // There is nobody to replicate to, and nobody to wait for.
  private static void oneNode(Properties p) {
    p.put("default.replication.factor", "1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.num.partitions", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    // After kill -9 the controller believes in the former broker for this long.
    p.put("broker.session.timeout.ms", "2000");
    p.put("broker.heartbeat.interval.ms", "500");
    p.put("controller.quorum.election.timeout.ms", "200");
    p.put("controller.quorum.election.backoff.max.ms", "200");
    // A record each half second that says nothing is for clusters that measure their lag.
    p.put("metadata.max.idle.interval.ms", "0");
    // A typo must not make a topic; Central makes those there are.
    p.put("auto.create.topics.enable", "false");
    // A request is too old by the broker's time, not by its sender's (spec R-4).
    p.put("log.message.timestamp.type", "LogAppendTime");
  }

  // Six topics of 48 partitions have to be light on memory, disk and mapped files.
  private static void small(Properties p) {
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "4");
    p.put("background.threads", "2");
    p.put("num.recovery.threads.per.data.dir", "2");
    p.put("group.coordinator.threads", "1");
    p.put("share.coordinator.threads", "1");
    p.put("log.cleaner.threads", "1");
    p.put("log.cleaner.dedupe.buffer.size", String.valueOf(2 << 20));
    p.put("log.segment.bytes", String.valueOf(32 << 20));
    p.put("log.index.size.max.bytes", String.valueOf(128 << 10));
    p.put("metadata.log.segment.bytes", String.valueOf(8 << 20));
  }
}
