package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.evcharging.launcher.process.Json.text;
import static org.evcharging.launcher.process.LastingNetwork.eventually;
import static org.evcharging.launcher.process.LastingNetwork.quoted;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import org.evcharging.launcher.process.LastingNetwork.Supply;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spec §5, the row of a Monitor's {@code kill -9}. */
class MonitorKilledTest {
  /** A little less than the three seconds, which Central counts from when it has noticed. */
  private static final Duration IN_TIME = Duration.ofMillis(2_900);

  @RegisterExtension static final LastingNetwork network = LastingNetwork.withCustomers();

  @KillTest
  void withoutItTheSupplyEndsAfterThreeSecondsAndNoOtherBegins() {
    Supply supply = network.charging();
    Instant killedAt = Instant.now();
    network.monitor().kill9();

    eventually(() -> network.lastState().contains("\"DISCONNECTED\""));
    Instant disconnectedAt = Instant.parse(text("at", network.lastState()));
    assertThat(Duration.between(killedAt, disconnectedAt)).isLessThan(Duration.ofSeconds(2));
    noNewSupply();
    network.billedOnce(supply, EndReason.MONITOR_LOST, network.suppliedWh(supply));
    assertThat(Duration.between(disconnectedAt, endingAt(supply)))
        .isBetween(Duration.ofMillis(2_990), Duration.ofSeconds(5));

    network.startMonitor();
    eventually(() -> network.lastState().contains("\"AVAILABLE\""));
  }

  @KillTest
  void oneThatIsBackInTimeFindsTheSupplyAsItWas() {
    Supply supply = network.charging();
    EvProcess killed = network.monitor();
    // Started a moment before, as three seconds are not long for a program to start in.
    network.startMonitor();
    killed.kill9();
    Instant killedAt = Instant.now();
    network
        .central()
        .awaitLine(line -> line.endsWith(LastingNetwork.ID + " connected"), EvNetwork.SOON);
    boolean inTime = Duration.between(killedAt, Instant.now()).compareTo(IN_TIME) < 0;
    if (!inTime) {
      // It may go on all the same, and would for ever: the next test waits for its end.
      network.engine().type("unplug");
    }
    assumeTrue(inTime, "skipped: a Monitor does not start in time on this machine");

    int before = network.progress(supply).size();
    await()
        .atMost(EvNetwork.SOON)
        .untilAsserted(() ->
            assertThat(network.progress(supply))
                .as("%s", network.central())
                .hasSizeGreaterThanOrEqualTo(before + 4));
    assertThat(network.lastState()).contains("\"CHARGING\"");
    network.engine().type("unplug");

    network.billedOnce(supply, EndReason.UNPLUGGED, network.suppliedWh(supply));
  }

  @Tag("long")
  @KillTest
  void whatWasOnlyAuthorisedCannotBeginAndCostsNothing() {
    Supply supply = network.authorized();
    network.monitor().kill9();
    network.engine().awaitLine(line -> line.contains("The Monitor is gone"), EvNetwork.SOON);

    network.engine().type("plug");

    network
        .engine()
        .awaitLine(
            line -> line.contains("Cannot plug in: no Monitor is connected"), EvNetwork.SOON);
    network.billedOnce(supply, EndReason.MONITOR_LOST, 0);
    network.startMonitor();
    eventually(() -> network.lastState().contains("\"AVAILABLE\""));
  }

  /** Neither at the Engine's prompt nor by Kafka. */
  private static void noNewSupply() {
    network.engine().type("request D-late");
    network
        .engine()
        .awaitLine(line -> line.contains("No new supply: no Monitor is connected"), EvNetwork.SOON);
    String driver = network.freshDriver();
    network.kafka().request("r-" + driver, driver, LastingNetwork.ID);
    eventually(() ->
        !network
            .kafka()
            .notifications("\"Denied\"", "\"DISCONNECTED\"", quoted("r-" + driver))
            .isEmpty());
  }

  private static Instant endingAt(Supply supply) {
    return Instant.parse(
        text(
            "at",
            network
                .kafka()
                .notifications("\"Step\"", "\"ENDING\"", quoted(supply.session()))
                .getFirst()));
  }
}
