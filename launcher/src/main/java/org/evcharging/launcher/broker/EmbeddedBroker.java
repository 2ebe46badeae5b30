package org.evcharging.launcher.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.evcharging.console.HostPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A running single-node Kafka: broker and controller in this process (KRaft). Keeps its records in
 * its data folder between runs. Several may run one after another, or side by side on different
 * folders. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /**
   * What Kafka may take to hand its partitions over; with one node there is nobody to take them. It
   * takes a tenth of this, but may miss an answer; what follows needs its time too.
   */
  private static final Duration CLOSING_LIMIT = Duration.ofMillis(1_500);

  private final ControllerServer controller;
  private final BrokerServer broker;
  private final ListeningSockets sockets;
  private final String bootstrap;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(
      ControllerServer controller,
      BrokerServer broker,
      ListeningSockets sockets,
      String bootstrap) {
    this.controller = controller;
    this.broker = broker;
    this.sockets = sockets;
    this.bootstrap = bootstrap;
  }

  /** Starts a broker on loopback, for tests and demo; {@code port} 0 takes a free one. */
  public static EmbeddedBroker start(Path data, int port) {
    return start(BrokerSettings.local(data, port), why -> LOG.error("broker failed: {}", why));
  }

  /**
   * Starts a broker and returns when it takes requests, after 2 to 3 s.
   *
   * @param onFailure told in one line if the broker fails later, from any thread; it is to be
   *     closed then
   * @throws org.evcharging.console.UserError if its port or data folder cannot be used
   */
  public static EmbeddedBroker start(BrokerSettings settings, Consumer<String> onFailure) {
    KafkaExit.reportTo(onFailure);
    ListeningSockets sockets = ListeningSockets.open(settings);
    try {
      DataFolder.prepare(settings.data());
      EmbeddedBroker broker = assemble(settings, sockets, faultsTo(onFailure));
      broker.startUp(settings);
      return broker;
    } catch (RuntimeException e) {
      closeQuietly(sockets);
      throw e;
    }
  }

  private static EmbeddedBroker assemble(
      BrokerSettings settings, ListeningSockets sockets, FaultHandlerFactory faults) {
    KafkaConfig config =
        KafkaConfig.fromProps(
            settings.properties(sockets.clientPort(), sockets.controllerPort()), false);
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> stored = readFolder(settings, config);
    Metrics metrics =
        Server$.MODULE$.initializeMetrics(
            config, Time.SYSTEM, stored._1().clusterId().orElseThrow());
    SharedServer shared =
        new SharedServer(
            config,
            stored._1(),
            Time.SYSTEM,
            metrics,
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            List.of(),
            faults,
            sockets);
    return new EmbeddedBroker(
        new ControllerServer(shared, KafkaRaftServer.configSchema(), stored._2()),
        new BrokerServer(shared),
        sockets,
        new HostPort(settings.advertised(), sockets.clientPort()).toString());
  }

  private static Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> readFolder(
      BrokerSettings settings, KafkaConfig config) {
    try {
      return KafkaRaftServer.initializeLogDirs(config, LOG, "");
    } catch (RuntimeException e) {
      throw DataFolder.unusable(settings.data(), "what is in it is not Kafka's: " + e, e);
    }
  }

  private void startUp(BrokerSettings settings) {
    try {
      controller.startup();
      broker.startup();
    } catch (RuntimeException e) {
      close();
      throw DataFolder.unusable(settings.data(), "Kafka does not start on it: " + e, e);
    }
  }

  /** Where clients connect to: {@code localhost:9092}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Flushes and closes; takes about a second. Idempotent. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      broker.shutdown(CLOSING_LIMIT);
      controller.shutdown();
      broker.awaitShutdown();
      controller.awaitShutdown();
      closeQuietly(sockets);
    }
  }

  private static FaultHandlerFactory faultsTo(Consumer<String> onFailure) {
    return (name, fatal, action) ->
        (message, cause) -> {
          action.run();
          if (fatal) {
            onFailure.accept(name + ": " + message + ": " + cause);
          } else {
            LOG.warn("{}: {}", name, message, cause);
          }
          return new FaultHandlerException(name + ": " + message, cause);
        };
  }

  private static void closeQuietly(ListeningSockets sockets) {
    try {
      sockets.close();
    } catch (IOException e) {
      LOG.debug("a socket that was never used did not close", e);
    }
  }
}
