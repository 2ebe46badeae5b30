package org.evcharging.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.evcharging.console.UserError;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.engine.kafka.HeldSink;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineEvent;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;
import org.evcharging.wire.EngineToMonitor;
import org.evcharging.wire.FramedConnection;
import org.evcharging.wire.MonitorToEngine;
import org.evcharging.wire.Reachability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole Engine on a real socket and a real folder; only Kafka is in the test's hand. */
class EngineTest {
  private static final ChargePointId POINT = new ChargePointId("MAD-01");
  private static final SessionId SESSION = new SessionId("s1");
  private static final MonitorToEngine HEALTH = new MonitorToEngine.CheckHealth();

  @TempDir private Path data;

  private final HeldSink sink = new HeldSink();
  private final HandFedCommands commands = new HandFedCommands();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<MonitorStandIn> monitors = new ArrayList<>();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private Engine engine;

  @BeforeEach
  void start() {
    engine = startIn(data, 0);
  }

  private Engine startIn(Path folder, int port) {
    EngineConfig config =
        new EngineConfig(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            "localhost:9",
            folder,
            new EngineRules(22_000, 3_600, Optional.empty(), 7));
    return Engine.start(
        config, new EngineLinks(commands, sink, scheduler, lines::add, Clocks.system()));
  }

  @AfterEach
  void stop() {
    monitors.forEach(MonitorStandIn::close);
    engine.close();
    scheduler.shutdownNow();
  }

  private MonitorStandIn monitor() throws Exception {
    commands.ready();
    MonitorStandIn monitor = MonitorStandIn.of("MAD-01", engine.port());
    monitors.add(monitor);
    return monitor;
  }

  private MonitorStandIn stranger() throws Exception {
    MonitorStandIn stranger = MonitorStandIn.connect(engine.port());
    monitors.add(stranger);
    return stranger;
  }

  private void charge() {
    commands.feed(
        new EngineCommand.Authorize(POINT, SESSION, new DriverId("D1"), OptionalLong.empty()),
        new EngineCommand.Granted(POINT, SESSION));
    assertThat(engine.plug()).isEmpty();
  }

  @Test
  void readyComesOnlyOnceCommandsCanBeReceived() throws Exception {
    MonitorStandIn monitor = stranger();
    monitor.send(new MonitorToEngine.Hello(POINT));
    assertThat(monitor.ask(HEALTH))
        .isEqualTo(new EngineToMonitor.Ko("waiting for Kafka at localhost:9"));

    commands.ready();

    assertThat(monitor.next()).isEqualTo(new EngineToMonitor.Ready(POINT));
    assertThat(monitor.ask(HEALTH)).isEqualTo(new EngineToMonitor.Ok(Optional.empty()));
  }

  @Test
  void healthNamesTheSupplyThatGoesOn() throws Exception {
    MonitorStandIn monitor = monitor();
    charge();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> monitor.ask(HEALTH).payload().matches("OK#s1#[1-9][0-9]*"));
  }

  @Test
  void aSecondLiveMonitorIsRefusedAndTakesOverWhenTheFirstHasLeft() throws Exception {
    MonitorStandIn first = monitor();
    MonitorStandIn second = stranger();

    assertThat(second.ask(new MonitorToEngine.Hello(POINT)))
        .isEqualTo(new EngineToMonitor.Refused("another Monitor is connected"));
    assertThat(first.ask(HEALTH)).isInstanceOf(EngineToMonitor.Ok.class);

    first.close();
    await()
        .until(() -> second.ask(new MonitorToEngine.Hello(POINT)) instanceof EngineToMonitor.Ready);
    assertThat(engine.state().monitored()).isTrue();
  }

  @Test
  void anotherIdIsRefusedAlsoAfterARestart() throws Exception {
    monitor().close();
    engine.close();
    engine = startIn(data, 0);

    assertThat(engine.chargePointId()).contains(POINT);
    assertThat(stranger().ask(new MonitorToEngine.Hello(new ChargePointId("MAD-02"))).payload())
        .startsWith("REFUSED#this engine is MAD-01, not MAD-02");
    // It follows its commands without waiting for a Monitor, and never those of another.
    assertThat(commands.followed()).containsExactly(POINT, POINT);
  }

  @Test
  void anEngineThatIsRefusedToABadMonitorIsFreeForTheRightOne() throws Exception {
    MonitorStandIn right = monitor();
    right.close();
    await().until(() -> !engine.state().monitored());
    assertThat(stranger().ask(new MonitorToEngine.Hello(new ChargePointId("MAD-02"))))
        .isInstanceOf(EngineToMonitor.Refused.class);

    assertThat(monitor().ask(HEALTH)).isInstanceOf(EngineToMonitor.Ok.class);
  }

  @Test
  void withoutHelloNothingIsObeyed() throws Exception {
    commands.ready();

    assertThat(stranger().ask(new MonitorToEngine.Stop("c1")))
        .isEqualTo(new EngineToMonitor.Refused("say HELLO first"));
    assertThat(engine.state().conditions().stoppedByOperator()).isFalse();
  }

  @Test
  void whatIsNotAnOperationIsRefusedAndTheConnectionStaysUp() throws Exception {
    MonitorStandIn monitor = monitor();

    monitor.sendRaw("DANCE#tango");

    assertThat(monitor.next().payload()).startsWith("REFUSED#");
    assertThat(monitor.ask(HEALTH)).isInstanceOf(EngineToMonitor.Ok.class);
  }

  @Test
  void stopIsDoneOnlyWhenItIsInForce() throws Exception {
    MonitorStandIn monitor = monitor();
    charge();

    assertThat(monitor.ask(new MonitorToEngine.Stop("c1")))
        .isEqualTo(new EngineToMonitor.Done("c1"));

    assertThat(engine.state().conditions().stoppedByOperator()).isTrue();
    assertThat(engine.state().supply()).isEmpty();
    await().until(() -> ended(EndReason.OPERATOR_STOP));
    assertThat(monitor.ask(new MonitorToEngine.Resume("c2")))
        .isEqualTo(new EngineToMonitor.Done("c2"));
    assertThat(engine.state().conditions().stoppedByOperator()).isFalse();
  }

  @Test
  void faultsAreInjectedAndHealed() throws Exception {
    MonitorStandIn monitor = monitor();

    assertThat(monitor.send(new MonitorToEngine.Fault("wet # socket")).ask(HEALTH))
        .isEqualTo(new EngineToMonitor.Ko("wet # socket"));
    assertThat(monitor.send(new MonitorToEngine.Recover()).ask(HEALTH))
        .isInstanceOf(EngineToMonitor.Ok.class);
    engine.fault("");
    assertThat(monitor.ask(HEALTH)).isEqualTo(new EngineToMonitor.Ko(""));
  }

  @Test
  void whenTheMonitorSaysThatCentralIsDownNothingNewBegins() throws Exception {
    MonitorStandIn monitor = monitor();

    monitor.send(new MonitorToEngine.Central(Reachability.DOWN)).ask(HEALTH);

    assertThat(engine.request(new DriverId("D1")))
        .contains("No new supply: Central cannot be reached");
    monitor.send(new MonitorToEngine.Central(Reachability.UP)).ask(HEALTH);
    assertThat(engine.request(new DriverId("D1"))).isEmpty();
    await().until(() -> sink.taken().size() == 1);
  }

  @Test
  void aRequestBeforeAnyMonitorIsRefused() {
    assertThat(engine.request(new DriverId("D1"))).isPresent();
  }

  @Test
  void aFrozenEngineAnswersNoHealthAndLateWhatItWasTold() throws Exception {
    MonitorStandIn monitor = monitor();
    monitor.send(new MonitorToEngine.Freeze(1)).send(HEALTH).send(HEALTH);
    long sentNanos = System.nanoTime();

    assertThat(monitor.ask(new MonitorToEngine.Stop("c1")))
        .isEqualTo(new EngineToMonitor.Done("c1"));

    assertThat(System.nanoTime() - sentNanos).isGreaterThan(Duration.ofMillis(700).toNanos());
    assertThat(monitor.ask(HEALTH)).isInstanceOf(EngineToMonitor.Ok.class);
    assertThat(monitor.nothingReceived()).isTrue();
  }

  @Test
  void aSlowEngineAnswersLateAndInOrder() throws Exception {
    MonitorStandIn monitor = monitor();
    monitor.send(new MonitorToEngine.Slow(300));
    long sentNanos = System.nanoTime();

    monitor.send(new MonitorToEngine.Stop("c1"));

    assertThat(monitor.ask(new MonitorToEngine.Resume("c2")))
        .isEqualTo(new EngineToMonitor.Done("c1"));
    assertThat(monitor.next()).isEqualTo(new EngineToMonitor.Done("c2"));
    assertThat(System.nanoTime() - sentNanos).isGreaterThan(Duration.ofMillis(250).toNanos());
  }

  @Test
  void whatWaitsGoesOutWhenTheFaultEnds() throws Exception {
    MonitorStandIn monitor = monitor();
    monitor.send(new MonitorToEngine.Slow(60_000)).send(new MonitorToEngine.Stop("c1"));
    assertThat(monitor.ask(new MonitorToEngine.Slow(0))).isEqualTo(new EngineToMonitor.Done("c1"));

    monitor.send(new MonitorToEngine.Freeze(600)).send(new MonitorToEngine.Resume("c2"));
    assertThat(monitor.ask(new MonitorToEngine.Freeze(0)))
        .isEqualTo(new EngineToMonitor.Done("c2"));
    assertThat(monitor.ask(HEALTH)).isInstanceOf(EngineToMonitor.Ok.class);
  }

  @Test
  void aSilentMonitorIsGivenUpAndItsSupplyEnds() throws Exception {
    MonitorStandIn monitor = monitor();
    charge();

    await().atMost(Duration.ofSeconds(6)).until(monitor::ended);
    await().atMost(Duration.ofSeconds(6)).until(() -> ended(EndReason.MONITOR_LOST));
  }

  @Test
  void badClientsDisturbNobody() throws Exception {
    MonitorStandIn monitor = monitor();
    List<Socket> bad = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), engine.port());
      bad.add(socket);
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET / HTTP/1.1\r\nHost: here\r\n\r\n".repeat(i % 3).getBytes(StandardCharsets.UTF_8));
    }

    assertThat(monitor.ask(HEALTH)).isInstanceOf(EngineToMonitor.Ok.class);

    for (Socket socket : bad) {
      socket.close();
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> FramedConnection.connect(address(), Duration.ofSeconds(2)).close());
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), engine.port());
  }

  @Test
  void aPortInUseIsOneClearLine() {
    assertThatThrownBy(() -> startIn(data.resolve("other"), engine.port()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(":" + engine.port())
        .hasMessageContaining("choose another port with --listen");
    // And what was opened before is closed again.
    startIn(data.resolve("other"), 0).close();
  }

  @Test
  void closeSendsTheFinalReadingFirst() throws Exception {
    MonitorStandIn monitor = monitor();
    charge();

    engine.close();

    assertThat(ended(EndReason.ENGINE_STOPPED)).isTrue();
    await().until(monitor::ended);
  }

  @Test
  void theNextBootIsAboveTheLast() throws Exception {
    monitor();
    charge();
    engine.close();
    engine = startIn(data, 0);
    monitor();
    commands.feed(new EngineCommand.Granted(POINT, new SessionId("s2")));

    await().until(() -> engine.unsent() == 0);
    assertThat(sink.events()).first().extracting(event -> event.origin().boot()).isEqualTo(1L);
    assertThat(sink.events()).last().extracting(event -> event.origin().boot()).isEqualTo(2L);
  }

  private boolean ended(EndReason reason) {
    return sink.events().stream()
        .anyMatch(event ->
            event instanceof EngineEvent.Ended ended
                && ended.reason().equals(new EngineEvent.Why.Because(reason)));
  }
}
