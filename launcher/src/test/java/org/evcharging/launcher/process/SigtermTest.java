package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spec §11: every program ends within 5 s, with code 0 and one line, whatever it is doing. */
class SigtermTest {
  private static final Duration LIMIT = Duration.ofSeconds(6);

  @Test
  void everyProgramEndsWhileTheNetworkRuns(@TempDir Path folder) {
    try (EvNetwork network = new EvNetwork(folder)) {
      EvProcess broker = network.broker();
      EvProcess central = network.central();
      EvNetwork.ChargePoint mad =
          network.chargePoint("MAD-01", "--auto", "60s").available(central, "MAD-01");
      EvProcess driver = network.driver("D1", "request", "MAD-01");
      driver.awaitLine(line -> line.contains("MAD-01") && line.contains("kWh"), EvNetwork.SOON);
      await().atMost(EvNetwork.SOON).until(() -> network.health("ready").contains("\"UP\""));

      for (EvProcess program : List.of(driver, mad.monitor(), mad.engine(), central, broker)) {
        endsWell(program);
      }
    }
  }

  @Test
  void everyProgramEndsWhileItWaitsForKafka(@TempDir Path folder) {
    try (EvNetwork network = new EvNetwork(folder)) {
      EvProcess central = network.centralWithoutWaiting();
      EvNetwork.ChargePoint mad = network.chargePoint("MAD-01");
      EvProcess driver = network.driver("D1", "request", "MAD-01");
      for (EvProcess program : List.of(central, mad.engine(), driver)) {
        program.awaitLine(line -> line.contains("cannot be reached"), EvNetwork.SOON);
      }

      for (EvProcess program : List.of(driver, mad.monitor(), mad.engine(), central)) {
        endsWell(program);
      }
    }
  }

  private static void endsWell(EvProcess program) {
    program.sigterm();
    assertThat(program.awaitExit(LIMIT)).as("%s", program).isZero();
    assertThat(program.stderr()).as("%s", program).anyMatch(line -> line.contains("stopped"));
    assertThat(program.stderr()).as("%s", program).noneMatch(line -> line.startsWith("\tat "));
  }
}
