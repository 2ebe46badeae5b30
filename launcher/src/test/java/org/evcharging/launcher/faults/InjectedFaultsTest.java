package org.evcharging.launcher.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.evcharging.console.HostPort;
import org.evcharging.engine.Engine;
import org.evcharging.engine.EngineConfig;
import org.evcharging.engine.EngineLinks;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.engine.kafka.CommandSource;
import org.evcharging.engine.kafka.EventSink;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.evcharging.monitor.Monitor;
import org.evcharging.monitor.MonitorConfig;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.inject.ControlClient;
import org.evcharging.monitor.inject.ControlPort;
import org.evcharging.monitor.inject.Injector;
import org.evcharging.time.Clocks;
import org.evcharging.wire.FramedConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults injected through the control port of a real Monitor with a real Engine, as a Central sees
 * them in the life signs (spec §5).
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class InjectedFaultsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String WELL = "STATUS#OK#-#-#-";

  @TempDir private Path folder;

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final List<String> lifeSigns = new CopyOnWriteArrayList<>();
  private ServerSocket central;
  private Engine engine;
  private Monitor monitor;
  private ControlPort control;
  private Injector client;

  @BeforeEach
  void start() throws IOException {
    central = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
    engine =
        Engine.start(
            new EngineConfig(
                ANY_PORT, "localhost:9", folder, new EngineRules(22_000, 1, Optional.empty(), 7)),
            new EngineLinks(new NoCommands(), new NoEvents(), scheduler, _ -> {}, Clocks.system()));
    monitor =
        Monitor.start(
            MonitorConfig.of(
                local(engine.port()),
                local(central.getLocalPort()),
                new ChargePointId("MAD-01"),
                "s3cret",
                new Place("Madrid", "Gran Vía 1"),
                new Tariff(250_000),
                22_000));
    control = ControlPort.start(ANY_PORT, monitor);
    client = new ControlClient(new HostPort("localhost", control.port()));
    awaitLifeSign(WELL);
  }

  @AfterEach
  void stop() throws IOException {
    control.close();
    monitor.close();
    engine.close();
    central.close();
    scheduler.shutdownNow();
  }

  @Test
  void faultIsReportedUntilTheEngineRecovers() {
    client.inject(new Injection.Fault("cable torn"));
    awaitLifeSign("STATUS#KO#-#-#cable torn");

    client.inject(new Injection.Recover());
    awaitLifeSign(WELL);
  }

  @Test
  void frozenEngineIsFaultedAndWellAgainByItself() {
    long startNanos = System.nanoTime();
    client.inject(new Injection.Freeze(4));
    awaitLifeSign("STATUS#KO#-#-#engine does not answer");

    awaitLifeSign(WELL);
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
  }

  @Test
  void engineThatAnswersTooLateIsFaultedUntilItIsFastAgain() {
    client.inject(new Injection.Slow(60_000));
    awaitLifeSign("STATUS#KO#-#-#engine does not answer");

    client.inject(new Injection.Slow(0));
    awaitLifeSign(WELL);
  }

  @Test
  void disconnectedMonitorComesBackByItself() {
    client.inject(new Injection.Disconnect(2));
    await().atMost(Duration.ofSeconds(5)).until(() -> !monitor.view().centralConnected());
    lifeSigns.clear();

    await().atMost(Duration.ofSeconds(10)).until(() -> monitor.view().centralConnected());
    assertThat(lifeSigns.getFirst()).startsWith("REGISTER#MAD-01#");
    awaitLifeSign(WELL);
  }

  private void awaitLifeSign(String expected) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(lifeSigns).last().isEqualTo(expected));
  }

  private void accept() {
    while (!central.isClosed()) {
      try {
        FramedConnection connection =
            FramedConnection.accept(central.accept(), Duration.ofSeconds(5));
        Thread.ofVirtual().start(() -> converse(connection));
      } catch (IOException e) {
        // Closed at the end of the test.
      }
    }
  }

  private void converse(FramedConnection connection) {
    try (connection) {
      Optional<String> payload = connection.receive();
      while (payload.isPresent()) {
        lifeSigns.add(payload.get());
        if (payload.get().startsWith("REGISTER#")) {
          connection.send("REGISTERED#MAD-01#AGAIN");
        }
        payload = connection.receive();
      }
    } catch (IOException e) {
      // Cut off; the test looks at what was heard.
    }
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Kafka is there, and says nothing. */
  private static final class NoCommands implements CommandSource {
    @Override
    public Feed follow(
        ChargePointId chargePoint,
        Optional<PositionMemory> position,
        Consumer<EngineCommand> handler,
        Consumer<String> words) {
      return new Feed() {
        @Override
        public CompletableFuture<Void> ready() {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public String waitingFor() {
          return "nothing";
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}
  }

  /** Kafka takes everything. */
  private static final class NoEvents implements EventSink {
    @Override
    public CompletableFuture<Void> send(Topic topic, String key, byte[] value) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
  }
}
