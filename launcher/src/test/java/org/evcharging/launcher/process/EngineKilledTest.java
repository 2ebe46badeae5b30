package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.launcher.process.Json.number;
import static org.evcharging.launcher.process.Json.text;
import static org.evcharging.launcher.process.LastingNetwork.cents;
import static org.evcharging.launcher.process.LastingNetwork.eventually;
import static org.evcharging.launcher.process.LastingNetwork.quoted;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.evcharging.launcher.process.LastingNetwork.Supply;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spec §5, the rows of an Engine's {@code kill -9}: nothing that was supplied is given away. */
class EngineKilledTest {
  @RegisterExtension static final LastingNetwork network = LastingNetwork.withCustomers();

  @KillTest
  void anIdleEngineIsFaultedWithinThreeSecondsAndAvailableWhenItIsBack() {
    Instant killedAt = Instant.now();
    network.engine().kill9();

    eventually(() -> network.lastState().contains("\"FAULTED\""));
    Instant saidAt = Instant.parse(text("at", network.lastState()));
    assertThat(Duration.between(killedAt, saidAt)).isLessThan(Duration.ofSeconds(3));
    network.startEngine();
    eventually(() -> network.lastState().contains("\"AVAILABLE\""));
  }

  @KillTest
  void whatCentralCouldNotBillIsCorrectedOnceWhenTheEngineIsBack() {
    Supply supply = network.charging();
    // With Kafka held up, the Engine's disk knows more than Central.
    network.broker().signal("STOP");
    int before = network.journal(supply).size();
    eventually(() -> network.journal(supply).size() >= before + 4);
    network.engine().kill9();
    network.broker().signal("CONT");
    long writtenWh = network.writtenWh(supply);

    eventually(() -> !told("\"Ticket\"", supply).isEmpty());
    assertThat(told("\"Ended\"", supply)).singleElement().asString().contains("\"ENGINE_FAULT\"");
    String ticket = told("\"Ticket\"", supply).getFirst();
    assertThat(ticket).contains("\"ENGINE_FAULT\"");
    assertThat(number("energyWh", ticket)).isPositive().isLessThan(writtenWh);
    assertThat(number("amountCents", ticket)).isEqualTo(cents(number("energyWh", ticket)));

    network.startEngine();
    network
        .engine()
        .awaitLine(
            line -> line.contains("restarted while it charged " + supply.driver()), EvNetwork.SOON);
    eventually(() -> !told("\"Corrected\"", supply).isEmpty());
    // The Engine also answers Central's EndSession; what comes behind that is decided after it.
    eventually(() -> network.lastState().contains("\"AVAILABLE\""));
    network.stop(network.authorized());

    List<String> corrected = told("\"Corrected\"", supply);
    assertThat(corrected).hasSize(1);
    assertThat(number("energyWh", corrected.getFirst())).isEqualTo(writtenWh);
    assertThat(number("amountCents", corrected.getFirst())).isEqualTo(cents(writtenWh));
    assertThat(network.row(supply)).isEqualTo("ENGINE_FAULT|" + writtenWh + "|" + cents(writtenWh));
    network.moneyAddsUp();
  }

  /** The Monitor sees an Engine's end at once; only while Central is away is it not missed. */
  @KillTest
  void anEngineThatIsBackBeforeItWasMissedEndsTheSessionItself() {
    Supply supply = network.charging();
    network.central().kill9();
    network.engine().kill9();
    long writtenWh = network.writtenWh(supply);
    network.startEngine();
    eventually(() ->
        !network.kafka().read("ev.events", "ENGINE_RESTART", quoted(supply.session())).isEmpty());

    network.startCentral();

    assertThat(writtenWh).isPositive();
    network.billedOnce(supply, EndReason.ENGINE_RESTART, writtenWh);
  }

  private static List<String> told(String type, Supply supply) {
    return network.kafka().notifications(type, quoted(supply.session()));
  }
}
