package org.evcharging.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ThrowingRunnable;
import org.evcharging.console.UserError;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.evcharging.monitor.core.Injection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A whole Monitor between an Engine and a Central on real sockets. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class MonitorTest {
  private final List<String> words = new CopyOnWriteArrayList<>();
  private FakePeer engine;
  private FakePeer central;
  private Monitor monitor;

  @BeforeEach
  void startAlone() throws IOException {
    engine = new FakePeer(MonitorTest::wellEngine);
    central = new FakePeer(MonitorTest::friendlyCentral);
    monitor =
        Monitor.start(
            MonitorConfig.of(
                engine.address(),
                central.address(),
                new ChargePointId("MAD-01"),
                "s3cret",
                new Place("Madrid", "Gran Vía 1"),
                new Tariff(250_000),
                22_000),
            words::add);
  }

  @AfterEach
  void end() throws IOException {
    monitor.close();
    engine.close();
    central.close();
  }

  @Test
  void itRegistersAndReportsWhatTheEngineSupplies() throws IOException {
    engine.comes();
    central.comes();

    eventually(() -> assertThat(central.heard()).contains("STATUS#OK#s-1#1250#-"));

    assertThat(central.heard()).startsWith("REGISTER#MAD-01#s3cret#Madrid#Gran Vía 1#250000#22000");
    eventually(() -> assertThat(engine.heard()).contains("HELLO#MAD-01", "HEALTH", "CENTRAL#UP"));
    assertThat(words).contains("engine ok", "central connected");
  }

  @Test
  void lifeSignsGoOnWithoutAnEngineAndTellWhenItIsBack() throws IOException {
    central.comes();
    eventually(() -> assertThat(central.heard()).contains("STATUS#KO#-#-#engine not reachable"));

    engine.comes();
    eventually(() -> assertThat(central.heard()).contains("STATUS#OK#s-1#1250#-"));

    engine.goes();
    eventually(
        () -> assertThat(central.heard()).last().isEqualTo("STATUS#KO#-#-#engine not reachable"));
  }

  @Test
  void silentEngineIsReported() throws IOException {
    running();
    engine.falls(true);
    eventually(() -> assertThat(central.heard()).contains("STATUS#KO#-#-#engine does not answer"));

    engine.falls(false);
    eventually(() -> assertThat(central.heard()).last().isEqualTo("STATUS#OK#s-1#1250#-"));
  }

  @Test
  void itComesBackToCentralAndTellsTheEngine() throws IOException {
    running();
    central.goes();
    eventually(() -> assertThat(engine.heard()).contains("CENTRAL#DOWN"));
    int registrations = registrations();

    central.comes();

    eventually(() -> assertThat(registrations()).isGreaterThan(registrations));
    eventually(() -> assertThat(monitor.view().centralConnected()).isTrue());
  }

  @Test
  void commandTravelsThereAndBack() throws IOException {
    running();

    central.says("STOP#c-17");

    eventually(() -> assertThat(central.heard()).contains("DONE#c-17"));
    assertThat(engine.heard()).contains("STOP#c-17");
    assertThat(words).contains("STOP c-17 → engine: done");
  }

  @Test
  void wrongSecretIsSaidOnce() throws IOException {
    engine.comes();
    try (FakePeer strict =
        new FakePeer(said -> said.startsWith("REGISTER#") ? "REFUSED#wrong secret" : "")) {
      strict.comes();
      MonitorConfig config = monitor.config();
      try (Monitor refused =
          Monitor.start(
              new MonitorConfig(config.engine(), strict.address(), config.registration()),
              words::add)) {
        String line = "central refused MAD-01: wrong secret; trying again every 5 s";
        eventually(() -> assertThat(words).containsOnlyOnce(line));
        assertThat(refused.view().centralConnected()).isFalse();
      }
    }
  }

  @Test
  void whatIsNoOperationIsRefusedAndNothingElseHappens() throws IOException {
    running();

    central.says("DANCE#now");
    engine.says("DANCE#now");

    eventually(() -> assertThat(central.heard()).contains("REFUSED#unknown operation \"DANCE\""));
    eventually(() -> assertThat(engine.heard()).contains("REFUSED#unknown operation \"DANCE\""));
    assertThat(monitor.view().centralConnected()).isTrue();
  }

  @Test
  void injectedFaultReachesTheEngine() throws IOException {
    running();

    assertThat(monitor.inject(new Injection.Fault("torn")))
        .isEqualTo("the engine breaks down: torn");

    eventually(() -> assertThat(engine.heard()).contains("FAULT#torn"));
    assertThat(words).contains("injected: the engine breaks down: torn");
  }

  @Test
  void injectedFaultIsRefusedWithoutAnEngine() {
    assertThatThrownBy(() -> monitor.inject(new Injection.Recover()))
        .isInstanceOf(UserError.class)
        .hasMessage("not done: engine not reachable");
  }

  @Test
  void disconnectedMonitorKeepsAwayAndComesBackByItself() throws IOException {
    running();
    int registrations = registrations();
    long startNanos = System.nanoTime();

    monitor.inject(new Injection.Disconnect(1));

    eventually(() -> assertThat(engine.heard()).filteredOn("CENTRAL#UP"::equals).hasSize(2));
    assertThat(engine.heard()).filteredOn("CENTRAL#DOWN"::equals).hasSizeGreaterThanOrEqualTo(1);
    assertThat(registrations()).isEqualTo(registrations + 1);
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    eventually(() -> assertThat(monitor.view().centralConnected()).isTrue());
  }

  @Test
  void disconnectedMonitorCanBeCalledBack() throws IOException {
    running();
    int registrations = registrations();
    monitor.inject(new Injection.Disconnect(600));
    eventually(() -> assertThat(central.connectionsNow()).isZero());

    monitor.inject(new Injection.Disconnect(0));

    eventually(() -> assertThat(registrations()).isGreaterThan(registrations));
  }

  @Test
  void closingLeavesBothAndTakesNoTime() throws IOException {
    running();
    long startNanos = System.nanoTime();

    monitor.close();

    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(2));
    eventually(() -> assertThat(engine.connectionsNow() + central.connectionsNow()).isZero());
  }

  private void running() throws IOException {
    engine.comes();
    central.comes();
    eventually(() -> assertThat(central.heard()).contains("STATUS#OK#s-1#1250#-"));
    eventually(() -> assertThat(engine.heard()).contains("CENTRAL#UP"));
  }

  private int registrations() {
    return (int) central.heard().stream().filter(said -> said.startsWith("REGISTER#")).count();
  }

  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }

  private static String wellEngine(String said) {
    return switch (said.split("#", 2)[0]) {
      case "HELLO" -> "READY#MAD-01";
      case "HEALTH" -> "OK#s-1#1250";
      case "STOP", "RESUME" -> said.replaceFirst("STOP|RESUME", "DONE");
      default -> "";
    };
  }

  private static String friendlyCentral(String said) {
    return said.startsWith("REGISTER#") ? "REGISTERED#MAD-01#AGAIN" : "";
  }
}
