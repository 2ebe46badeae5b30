package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.launcher.process.Json.text;
import static org.evcharging.launcher.process.LastingNetwork.eventually;
import static org.evcharging.launcher.process.LastingNetwork.quoted;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.evcharging.launcher.process.LastingNetwork.Supply;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spec §5, the row of Central's {@code kill -9}: a charge that goes on sees nothing of it. */
class CentralKilledTest {
  /** How soon drivers and engines say that Central is away. */
  private static final Duration SAID_WITHIN = Duration.ofSeconds(8);

  @RegisterExtension static final LastingNetwork network = LastingNetwork.withCustomers();

  @KillTest
  void chargeGoesOnAndEndsOnceWithTheEnergyTheEngineSupplied() {
    Supply supply = network.charging();
    network.central().kill9();
    int readingsAtDeath = network.kafka().read("ev.events").size();
    eventually(() -> network.kafka().read("ev.events").size() >= readingsAtDeath + 5);

    network.startCentral();

    asksAgainAndGetsTheSameSession(supply);
    network.engine().type("unplug");
    long suppliedWh = network.suppliedWh(supply);
    assertThat(suppliedWh).isPositive();
    network.billedOnce(supply, EndReason.UNPLUGGED, suppliedWh);
  }

  @KillTest
  void chargeThatEndsMeanwhileIsClosedWithItsEnergyAndNoNewOneBegins() {
    Supply supply = network.charging();
    EvProcess driver = network.programs().driver(supply.driver(), "watch");
    driver.awaitLine(line -> line.contains("kWh"), EvNetwork.SOON);

    network.central().kill9();
    String asking = network.freshDriver();
    network.kafka().request("r-" + asking, asking, "NOWHERE");
    network.engine().awaitLine(CentralKilledTest::saysItIsAway, SAID_WITHIN);
    driver.awaitLine(CentralKilledTest::saysItIsAway, SAID_WITHIN);
    network.engine().type("unplug");
    network.suppliedWh(supply);
    network.engine().type("request " + asking);
    network
        .engine()
        .awaitLine(
            line -> line.contains("No new supply: Central cannot be reached"), EvNetwork.SOON);
    assertThat(network.kafka().notifications(quoted("r-" + asking))).isEmpty();

    network.startCentral();

    network.billedOnce(supply, EndReason.UNPLUGGED, network.suppliedWh(supply));
    for (EvProcess program : List.of(driver, network.engine())) {
      program.awaitLine(line -> line.contains("Central is back"), EvNetwork.SOON);
    }
    eventually(
        () -> network.kafka().notifications("\"Denied\"", quoted("r-" + asking)).size() == 1);
    driver.kill9();
  }

  /** Spec §9: fourteen places are fourteen places. */
  @KillTest
  void rushForPlacesEndsWithEachGivenOnce() throws Exception {
    List<String> drivers = BookingRush.drivers(network.freshDriver() + "-", 20);
    try (BookingRush rush =
        new BookingRush(network.programs().httpPort, network.programs().token())) {
      String window = rush.offer(EvNetwork.SITE, 14, drivers);
      List<Future<Boolean>> asked = rush.rush(EvNetwork.SITE, window, drivers);
      eventually(() -> asked.stream().anyMatch(Future::isDone));
      network.central().kill9();
      network.startCentral();

      int places = 0;
      for (Future<Boolean> each : asked) {
        places += each.get() ? 1 : 0;
      }
      assertThat(places).isEqualTo(14);
    }
  }

  @Test
  void consoleClientOfKafkaAloneDrivesTheSystem() {
    network.kafka().write("ev.requests", LastingNetwork.ID, "not JSON");
    Supply supply = network.charging();
    network.engine().type("unplug");
    network.billedOnce(supply, EndReason.UNPLUGGED, network.suppliedWh(supply));

    asksAgainAndGetsTheSameSession(supply);

    assertThat(network.kafka().read("ev.dead-letters"))
        .singleElement()
        .asString()
        .contains("ev.requests")
        .contains("not JSON");
  }

  /** Spec R-9. */
  private static void asksAgainAndGetsTheSameSession(Supply supply) {
    network.kafka().request(supply.requestId(), supply.driver(), LastingNetwork.ID);
    eventually(() -> authorisations(supply).size() == 2);
    assertThat(authorisations(supply))
        .allMatch(answer -> text("sessionId", answer).equals(supply.session()));
  }

  private static List<String> authorisations(Supply supply) {
    return network.kafka().notifications("\"Authorized\"", quoted(supply.requestId()));
  }

  private static boolean saysItIsAway(String line) {
    return line.contains("Central cannot be reached");
  }
}
