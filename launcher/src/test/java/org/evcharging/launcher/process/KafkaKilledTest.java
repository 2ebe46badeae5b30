package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.launcher.process.LastingNetwork.eventually;
import static org.evcharging.launcher.process.LastingNetwork.quoted;

import java.util.List;
import org.evcharging.launcher.process.LastingNetwork.Supply;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spec §5, the row of Kafka's {@code kill -9}. */
class KafkaKilledTest {
  @RegisterExtension static final LastingNetwork network = LastingNetwork.withCustomers();

  @KillTest
  void supplyGoesOnAndAllReconnectByThemselves() {
    Supply supply = network.charging();
    EvProcess driver = network.programs().driver(supply.driver(), "watch");
    driver.awaitLine(line -> line.contains("kWh"), EvNetwork.SOON);
    List<String> told = network.kafka().notifications();

    network.broker().kill9();
    suppliesFor(supply, 4);
    for (EvProcess program : List.of(driver, network.engine())) {
      program.awaitLine(line -> line.contains("cannot be reached"), EvNetwork.SOON);
    }
    network.startBroker();

    driver.awaitLine(line -> line.contains("is there"), EvNetwork.SOON);
    int before = network.progress(supply).size();
    eventually(() -> network.progress(supply).size() >= before + 2);
    network.engine().type("unplug");
    network.billedOnce(supply, EndReason.UNPLUGGED, network.suppliedWh(supply));
    assertThat(readAnew("ev.notifications")).containsAll(told);
    driver.awaitLine(line -> line.contains("UNPLUGGED"), EvNetwork.SOON);
    driver.kill9();
  }

  @Tag("long")
  @KillTest
  void supplyThatEndsMeanwhileHasOneTicketWithTheEnergyTheEngineWroteDown() {
    Supply supply = network.charging();
    network.broker().kill9();
    suppliesFor(supply, 2);
    network.engine().type("unplug");
    network.engine().awaitLine(line -> line.contains("Charging ended"), EvNetwork.SOON);
    long writtenWh = network.writtenWh(supply);

    network.startBroker();

    network.billedOnce(supply, EndReason.UNPLUGGED, writtenWh);
    assertThat(network.suppliedWh(supply)).isEqualTo(writtenWh);
  }

  @KillTest
  void requestThatKafkaHasAcknowledgedIsAnsweredOnce() {
    String driver = network.freshDriver();
    network.kafka().request("r-" + driver, driver, LastingNetwork.ID);
    network.broker().kill9();

    network.startBroker();

    Supply supply = network.authorized("r-" + driver, driver);
    network.engine().type("plug");
    eventually(() -> network.progress(supply).size() >= 2);
    network.engine().type("unplug");
    network.billedOnce(supply, EndReason.UNPLUGGED, network.suppliedWh(supply));
    assertThat(network.kafka().notifications("\"Authorized\"", quoted("r-" + driver))).hasSize(1);
  }

  private static void suppliesFor(Supply supply, int readings) {
    int before = network.journal(supply).size();
    eventually(() -> network.journal(supply).size() >= before + readings);
  }

  /** What a client sees that was not there before. */
  private static List<String> readAnew(String topic) {
    try (KafkaRecords records = new KafkaRecords(network.programs().bootstrap())) {
      return records.read(topic);
    }
  }
}
