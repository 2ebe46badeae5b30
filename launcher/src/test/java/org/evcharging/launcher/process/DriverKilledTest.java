package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.launcher.process.LastingNetwork.eventually;
import static org.evcharging.launcher.process.LastingNetwork.quoted;

import java.util.List;
import org.evcharging.launcher.process.LastingNetwork.Supply;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spec §5, the row of a Driver's {@code kill -9}. */
class DriverKilledTest {
  @RegisterExtension static final LastingNetwork network = LastingNetwork.withCustomers();

  @KillTest
  void supplyGoesOnAndTheMissedTicketIsSeenOnceOnReturn() {
    String id = network.freshDriver();
    EvProcess driver = network.programs().driver(id, "request", LastingNetwork.ID);
    network.engine().awaitLine(line -> line.contains(id + " may plug in"), EvNetwork.SOON);
    network.engine().type("plug");
    driver.awaitLine(line -> line.contains("kWh"), EvNetwork.SOON);
    Supply supply = supplyOf(id);

    driver.kill9();
    int before = network.progress(supply).size();
    eventually(() -> network.progress(supply).size() >= before + 2);
    network.engine().type("unplug");
    network.billedOnce(supply, EndReason.UNPLUGGED, network.suppliedWh(supply));

    assertThat(ticketsSeenOnReturn(id)).hasSize(1);
    assertThat(ticketsSeenOnReturn(id)).isEmpty();
  }

  @Tag("long")
  @KillTest
  void ticketThatComesAtTheVeryMomentIsNotLost() {
    Supply supply = network.charging();
    EvProcess driver = watch(supply.driver());
    driver.awaitLine(line -> line.contains("\"Progress\""), EvNetwork.SOON);
    network.engine().type("unplug");
    eventually(
        () -> !network.kafka().notifications("\"Ticket\"", quoted(supply.session())).isEmpty());

    driver.kill9();

    assertThat(ticketsIn(driver).size() + ticketsSeenOnReturn(supply.driver()).size()).isPositive();
  }

  private static Supply supplyOf(String driver) {
    String authorized = network.kafka().notifications("\"Authorized\"", quoted(driver)).getFirst();
    return new Supply(
        Json.text("requestId", authorized), driver, Json.text("sessionId", authorized));
  }

  /** All that came while it was away comes before what is asked now. */
  private static List<String> ticketsSeenOnReturn(String id) {
    EvProcess driver = watch(id);
    driver.awaitLine(line -> line.contains("watching"), EvNetwork.SOON);
    String request = "r-" + network.freshDriver();
    network.kafka().request(request, id, "NOWHERE");
    driver.awaitLine(line -> line.contains(request) && line.contains("Denied"), EvNetwork.SOON);
    driver.kill9();
    return ticketsIn(driver);
  }

  private static EvProcess watch(String id) {
    return network.programs().driver(id, "watch", "--json");
  }

  private static List<String> ticketsIn(EvProcess driver) {
    return driver.stdout().stream().filter(line -> line.contains("\"Ticket\"")).toList();
  }
}
