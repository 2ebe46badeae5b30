package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.launcher.process.LastingNetwork.eventually;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.launcher.process.LastingNetwork.Supply;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Spec §11: every program ends within 5 s at SIGTERM or Ctrl-C, with code 0 and one line, whatever
 * it is doing, and nothing that was acknowledged is lost.
 */
class SigtermTest {
  /** A program that takes longer than 5 s ends itself, with another code. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final List<String> SIGNALS = List.of("TERM", "INT");

  /** Two signals in turn, to all at once, one by one, and one by one the other way round. */
  private static final int DIFFERENT_TURNS = 6;

  /** Which program gets which signal, and whether all get it at once, changes with each test. */
  private static int turn;

  @RegisterExtension static final LastingNetwork network = new LastingNetwork();

  @KillTest(atMost = DIFFERENT_TURNS)
  void idle() {
    EvProcess watching = network.programs().driver(network.freshDriver(), "watch");
    EvProcess atItsPrompt = network.programs().driver(network.freshDriver());
    EvProcess fleet = fleet("0%");
    watching.awaitLine(line -> line.contains("watching"), EvNetwork.SOON);
    atItsPrompt.awaitLine(line -> line.contains("help lists the commands"), EvNetwork.SOON);
    fleet.awaitLine(line -> line.contains("are connected"), EvNetwork.SOON);

    endWell(watching, atItsPrompt, fleet);
  }

  @KillTest(atMost = DIFFERENT_TURNS)
  void charging() {
    EvProcess fleet = fleet("100%");
    String id = network.freshDriver();
    EvProcess driver = network.programs().driver(id, "request", LastingNetwork.ID);
    network.engine().awaitLine(line -> line.contains(id + " may plug in"), EvNetwork.SOON);
    network.engine().type("plug");
    driver.awaitLine(line -> line.contains("kWh"), EvNetwork.SOON);
    eventually(SigtermTest::fleetSupplies);

    endWell(driver, fleet);

    network.startEverything();
    eventually(() -> network.endOf(id).startsWith("ENDED|ENGINE_STOPPED"));
    network.moneyAddsUp();
  }

  @Tag("long")
  @KillTest(atMost = DIFFERENT_TURNS)
  void inTheMiddleOfARequest() {
    String id = network.freshDriver();
    EvProcess driver = network.programs().driver(id);
    // Its first words with Kafka take a while; an engine that is stopped for 2 s is faulted.
    driver.type("request NONE-01");
    driver.awaitLine(line -> line.contains("UNKNOWN_CHARGE_POINT"), EvNetwork.SOON);
    network.engine().signal("STOP");
    driver.type("request " + LastingNetwork.ID);
    driver.awaitLine(line -> line.contains("asking the charge point"), EvNetwork.SOON);
    network.engine().signal("CONT");

    endWell(driver);

    network.startEverything();
    // Denied, or authorised just before and then ended: not open any more.
    eventually(() -> !network.endOf(id).isEmpty());
    network.moneyAddsUp();
  }

  @Tag("long")
  @KillTest(atMost = DIFFERENT_TURNS)
  void chargingWithoutKafka() {
    Supply supply = network.charging();
    EvProcess driver = network.programs().driver(supply.driver(), "watch");
    EvProcess fleet = fleet("100%");
    driver.awaitLine(line -> line.contains("kWh"), EvNetwork.SOON);
    eventually(SigtermTest::fleetSupplies);
    network.broker().kill9();
    for (EvProcess program : List.of(driver, network.engine(), fleet)) {
      program.awaitLine(line -> line.contains("cannot be reached"), EvNetwork.SOON);
    }

    endWell(driver, fleet);
    long writtenWh = network.writtenWh(supply);

    network.startEverything();
    network.billedOnce(supply, EndReason.ENGINE_STOPPED, writtenWh);
  }

  /** A few charge points more; the first stays end one by one, so that others ask meanwhile. */
  private static EvProcess fleet(String busy) {
    EvNetwork programs = network.programs();
    return programs.start(
        "fleet",
        "--charge-points",
        "8",
        "--busy",
        busy,
        "--central",
        "localhost:" + programs.monitorPort,
        "--bootstrap",
        programs.bootstrap());
  }

  private static boolean fleetSupplies() {
    return !network
        .programs()
        .sql("SELECT id FROM session WHERE state = 'CHARGING' AND charge_point LIKE 'FLEET-%'")
        .isEmpty();
  }

  private static void endWell(EvProcess... others) {
    List<EvProcess> programs = new ArrayList<>(List.of(others));
    programs.addAll(List.of(network.monitor(), network.engine(), network.central()));
    if (network.broker().alive()) {
      programs.add(network.broker());
    }
    endWell(turn % 3 == 2 ? programs.reversed() : programs);
  }

  /** Every third time one after the other, and every third time the other way round. */
  private static void endWell(List<EvProcess> programs) {
    for (int i = 0; i < programs.size(); i++) {
      programs.get(i).signal(SIGNALS.get((i + turn) % SIGNALS.size()));
      if (turn % 3 != 0) {
        endsWell(programs.get(i));
      }
    }
    programs.forEach(SigtermTest::endsWell);
    turn++;
  }

  static void endsWell(EvProcess program) {
    assertThat(program.awaitExit(LIMIT)).as("%s", program).isZero();
    assertThat(program.stderr())
        .as("%s", program)
        .filteredOn(line -> line.contains(": stopped ("))
        .hasSize(1);
    assertThat(program.stderr()).as("%s", program).noneMatch(line -> line.startsWith("\tat "));
  }
}
