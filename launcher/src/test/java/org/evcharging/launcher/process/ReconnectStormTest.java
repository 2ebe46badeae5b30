package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of 2,000 Monitors that lose Central at the same moment. Long, for it needs the
 * machine for itself.
 */
@Tag("long")
class ReconnectStormTest {
  private static final int CHARGE_POINTS = 2_000;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  @Test
  void allAreGreenAgainWithinTenSecondsOfCentralsRestart(@TempDir Path folder) {
    try (EvNetwork network = new EvNetwork(folder)) {
      network.broker();
      EvProcess central = network.central();
      network.start(
          "fleet",
          "--charge-points",
          "" + CHARGE_POINTS,
          "--busy",
          "0%",
          "--faults",
          "0%",
          "--central",
          "localhost:" + network.monitorPort,
          "--bootstrap",
          network.bootstrap());
      try (NetworkStates states = new NetworkStates(network.bootstrap())) {
        states.awaitAvailable(CHARGE_POINTS, START_PATIENCE);

        central.kill9();
        states.forget();
        EvProcess again = network.central();
        Duration took = states.awaitAvailable(CHARGE_POINTS, START_PATIENCE);

        // Goes to the test's report, not to the terminal.
        System.out.printf(
            "%,d monitors: all available again %,d ms after Central was ready%n",
            CHARGE_POINTS, took.toMillis());
        assertThat(took).as("%s", again).isLessThan(LIMIT);
      }
    }
  }
}
