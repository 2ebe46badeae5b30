package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.launcher.process.Json.number;
import static org.evcharging.launcher.process.LastingNetwork.eventually;
import static org.evcharging.launcher.process.LastingNetwork.quoted;

import org.evcharging.engine.core.Vehicle;
import org.evcharging.launcher.process.LastingNetwork.Supply;
import org.evcharging.model.EndReason;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spec §8: an Engine stops by itself at exactly the energy that its driver's money pays. */
class FundsExhaustedTest {
  private static final String EUROS = "5";

  /** At 0.25 € a kWh. */
  private static final long PAID_WH = 20_000;

  /** From two seconds on, with a vehicle that takes all, to some ten with a slow one. */
  @RegisterExtension
  static final LastingNetwork network = LastingNetwork.withEngine("--power=50000", "--speed=900");

  @Test
  void supplyEndsAtTheWhThatTheMoneyPays() {
    Supply supply = authorizedWithRoomForAll();

    network.engine().type("plug");

    network.billedOnce(supply, EndReason.FUNDS_EXHAUSTED, PAID_WH);
    allIsPaid(supply);
  }

  @Test
  void supplyEndsThereTooWhileCentralIsDead() {
    Supply supply = authorizedWithRoomForAll();
    network.engine().type("plug");
    eventually(() -> state(supply).equals("CHARGING"));

    network.central().kill9();
    assertThat(network.journal(supply)).noneMatch(line -> line.contains(" ENDED "));
    network.engine().awaitLine(line -> line.contains("Charging ended"), EvNetwork.SOON);
    assertThat(network.writtenWh(supply)).isEqualTo(PAID_WH);
    network.startCentral();

    network.billedOnce(supply, EndReason.FUNDS_EXHAUSTED, PAID_WH);
    allIsPaid(supply);
  }

  @AfterAll
  static void checkFindsNothingWrong() {
    EvNetwork programs = network.programs();
    EvProcess check = programs.start("admin", "check", "--bootstrap", programs.bootstrap());
    assertThat(check.awaitExit(EvNetwork.SOON)).as("%s", check).isZero();
  }

  /** Some vehicles come nearly full; whose driver goes away again, and comes with another one. */
  private static Supply authorizedWithRoomForAll() {
    String driver = network.freshDriver();
    network.programs().admin("driver", "add", driver, "--top-up", EUROS);
    for (int attempt = 1; ; attempt++) {
      String request = "r-" + driver + "-" + attempt;
      network.kafka().request(request, driver, LastingNetwork.ID);
      Supply supply = network.authorized(request, driver);
      if (roomWh(supply) > PAID_WH) {
        return supply;
      }
      network.stop(supply);
    }
  }

  private static long roomWh(Supply supply) {
    Vehicle vehicle = Vehicle.of(0, new SessionId(supply.session()));
    return vehicle.batteryWh() * (100 - vehicle.arrivesWithPercent()) / 100;
  }

  private static String state(Supply supply) {
    return network
        .programs()
        .sql("SELECT state FROM session WHERE id = '%s'".formatted(supply.session()))
        .getFirst();
  }

  private static void allIsPaid(Supply supply) {
    String ticket =
        network.kafka().notifications("\"Ticket\"", quoted(supply.session())).getFirst();
    assertThat(number("amountCents", ticket)).isEqualTo(500);
    assertThat(number("balanceCents", ticket)).isZero();
    assertThat(
            network
                .programs()
                .sql(
                    "SELECT balance_cents, held_cents FROM driver WHERE id = '%s'"
                        .formatted(supply.driver())))
        .containsExactly("0|0");
  }
}
