package org.evcharging.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.evcharging.central.Central;
import org.evcharging.central.CentralConfig;
import org.evcharging.central.admin.check.Audit;
import org.evcharging.central.admin.check.Report;
import org.evcharging.console.HostPort;
import org.evcharging.launcher.broker.BrokerSettings;
import org.evcharging.launcher.broker.EmbeddedBroker;
import org.evcharging.model.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A small fleet with a real Central and a real Kafka, all in this process. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class FleetTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** Charge points of an earlier test that Central has not let go yet. */
  private static final int LINGERING = 30;

  /** Each takes some tenths of a second, in which tens of supplies begin and end. */
  private static final int CHECKS = 6;

  @TempDir private static Path network;
  private static EmbeddedBroker broker;
  private static Central central;

  @TempDir private Path folder;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void startNetwork() {
    Consumer<String> failure = line -> LoggerFactory.getLogger(FleetTest.class).error(line);
    broker = EmbeddedBroker.start(BrokerSettings.local(network.resolve("broker"), 0), failure);
    central =
        Central.open(
            new CentralConfig(
                broker.bootstrap(),
                ANY_PORT,
                ANY_PORT,
                ANY_PORT,
                ANY_PORT,
                network.resolve("ev.db"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Money(1_000_00))),
            failure);
    await().atMost(SOON).until(central::isRunning);
  }

  @AfterAll
  static void stopNetwork() {
    central.close();
    broker.close();
  }

  @Test
  void everyDriverGetsTicketsOverOneSharedConnectionWithKafka() {
    try (Fleet fleet = start("TICKET", 8, "100%", "0%")) {
      await().atMost(SOON).until(() -> fleet.report().tickets() >= 8);

      FleetReport report = fleet.report();
      assertThat(report.energyWh()).isPositive();
      assertThat(report.disconnected()).isZero();
      assertThat(report.denied()).isEmpty();
      assertThat(report.line()).contains("tickets").contains("kWh");
      assertThat(lines).contains("All 8 charge points are connected to Central");
    }
  }

  @Test
  void aFleetThatComesBackIsTheSameOneToCentral() {
    Fleet first = start("BACK", 4, "100%", "0%");
    await().atMost(SOON).until(() -> first.report().charging() > 0);
    first.close();

    try (Fleet next = start("BACK", 4, "100%", "0%")) {
      await().atMost(SOON).until(() -> next.report().tickets() >= 4);
    }
  }

  @Test
  void chargePointsFailAndHeal() {
    try (Fleet fleet = start("FAULT", 1, seedOfAnEarlyFault(), "0%", "100%")) {
      await().atMost(SOON).until(() -> fleet.report().faulted() == 1);
      await().atMost(SOON).until(() -> fleet.report().idle() == 1);
    }
  }

  @Test
  void everythingAddsUpAtAnyMomentWhileItCharges() {
    try (Fleet fleet = start("BUSY", 60, "100%", "0%")) {
      await().atMost(SOON).until(() -> fleet.report().tickets() >= 20);

      for (int i = 0; i < CHECKS; i++) {
        Report report =
            Audit.of(broker.bootstrap(), network.resolve("ev.db"), InstantSource.system());

        assertThat(report.problems()).isEmpty();
        assertThat(report.sessions().open()).isPositive();
      }
    }
  }

  private static long seedOfAnEarlyFault() {
    return LongStream.range(0, 1_000).filter(FleetTest::failsEarly).findFirst().orElseThrow();
  }

  private static boolean failsEarly(long seed) {
    Choices.Fault first = new Choices(habits(seed, "0%", "100%"), 0).nextFault();
    return first.at().compareTo(Duration.ofSeconds(4)) < 0
        && first.at().compareTo(Duration.ofSeconds(2)) > 0
        && first.lasting().compareTo(Duration.ofSeconds(7)) < 0;
  }

  @Test
  void eachChargePointTakesAsManyDescriptorsAsItIsSaidTo() {
    long before = Descriptors.now().taken();
    try (Fleet fleet = start("MANY", 50, "0%", "0%")) {
      await().atMost(SOON).until(() -> fleet.report().idle() == 50);

      // Central's ends of the connections are in this process too.
      long forFifty = 50L * (Descriptors.FOR_EACH + 1);
      assertThat(Descriptors.now().taken() - before)
          .isBetween(forFifty - LINGERING, forFifty + Descriptors.RESERVE);
    }
  }

  private Fleet start(String prefix, int chargePoints, String busy, String faults) {
    return start(prefix, chargePoints, 7, busy, faults);
  }

  private Fleet start(String prefix, int chargePoints, long seed, String busy, String faults) {
    FleetConfig config =
        new FleetConfig(
            prefix,
            chargePoints,
            new HostPort("localhost", central.monitorPort()),
            broker.bootstrap(),
            "s3cret",
            folder.resolve("fleet"),
            habits(seed, busy, faults));
    return Fleet.start(config, lines::add, () -> false);
  }

  private static Habits habits(long seed, String busy, String faults) {
    return new Habits(seed, 3_600, Share.parse(busy), Duration.ofSeconds(2), Share.parse(faults));
  }
}
