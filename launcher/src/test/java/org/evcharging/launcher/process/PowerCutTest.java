package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.launcher.process.LastingNetwork.cents;
import static org.evcharging.launcher.process.LastingNetwork.eventually;
import static org.evcharging.launcher.process.LastingNetwork.quoted;

import org.evcharging.launcher.process.LastingNetwork.Supply;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spec §5, the last row: everything is killed at once and started again on the same folders. */
class PowerCutTest {
  @RegisterExtension static final LastingNetwork network = LastingNetwork.withCustomers();

  @KillTest
  void supplyIsBilledOnceUpToTheLastSecondThatTheEngineWrote() {
    Supply supply = network.charging();

    network.cutPower();
    long writtenWh = network.writtenWh(supply);
    network.startEverything();

    ticketOf(supply);
    eventually(() -> network.lastState().contains("\"AVAILABLE\""));
    // The Engine's own word, or the Monitor's that it is not ready, whichever comes first.
    assertThat(network.row(supply))
        .isIn(
            EndReason.ENGINE_RESTART + "|" + writtenWh + "|" + cents(writtenWh),
            EndReason.ENGINE_FAULT + "|" + writtenWh + "|" + cents(writtenWh));
    network.moneyAddsUp();
  }

  @Tag("long")
  @KillTest
  void whatWasOnlyAuthorisedIsOverAndCostsNothing() {
    Supply supply = network.authorized();

    network.cutPower();
    network.startEverything();

    ticketOf(supply);
    eventually(() -> network.lastState().contains("\"AVAILABLE\""));
    assertThat(network.row(supply)).endsWith("|0|0");
    network.moneyAddsUp();
  }

  private static void ticketOf(Supply supply) {
    eventually(
        () -> !network.kafka().notifications("\"Ticket\"", quoted(supply.session())).isEmpty());
  }
}
