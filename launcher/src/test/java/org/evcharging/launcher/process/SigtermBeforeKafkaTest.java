package org.evcharging.launcher.process;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that wait for a Kafka which never came end as well as others (spec §11). */
class SigtermBeforeKafkaTest {
  @Test
  void everyProgramEndsWhileItWaitsForKafka(@TempDir Path folder) {
    try (EvNetwork network = new EvNetwork(folder)) {
      EvProcess central = network.centralWithoutWaiting();
      EvNetwork.ChargePoint mad = network.chargePoint("MAD-01");
      EvProcess driver = network.driver("D1", "request", "MAD-01");
      for (EvProcess program : List.of(central, mad.engine(), driver)) {
        program.awaitLine(line -> line.contains("cannot be reached"), EvNetwork.SOON);
      }
      List<EvProcess> programs = List.of(driver, mad.monitor(), mad.engine(), central);

      programs.forEach(EvProcess::sigterm);

      programs.forEach(SigtermTest::endsWell);
    }
  }
}
