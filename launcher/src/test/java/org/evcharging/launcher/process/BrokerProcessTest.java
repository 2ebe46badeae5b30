package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.evcharging.launcher.broker.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
  private static final Duration START = Duration.ofSeconds(40);

  @TempDir Path folder;

  @Test
  void aKilledBrokerComesBackWithItsRecords() throws Exception {
    int port = EvProcess.freePort();
    String bootstrap = "localhost:" + port;
    try (EvProcess broker = EvProcess.start(folder, "broker", "--port", String.valueOf(port))) {
      broker.awaitLine(line -> line.contains("ready on " + bootstrap), START);
      Records.createTopic(bootstrap, "t");
      Records.write(bootstrap, "t", "acknowledged");
      broker.kill9();
    }
    try (EvProcess broker = EvProcess.start(folder, "broker", "--port", String.valueOf(port))) {
      broker.awaitLine(line -> line.contains("ready on " + bootstrap), START);
      assertThat(Records.readText(bootstrap, "t", 1)).isEqualTo(List.of("acknowledged"));

      broker.sigterm();

      assertThat(broker.awaitExit(Duration.ofSeconds(5))).isZero();
      assertThat(broker.stdout()).isEmpty();
      assertThat(broker.stderr())
          .containsExactly(
              "ev broker: ready on %s, data in ev-data/broker; Ctrl-C stops it"
                  .formatted(bootstrap),
              "ev broker: stopped (SIGTERM)");
    }
  }

  @Test
  void theEndOfInputDoesNotStopABroker() {
    try (EvProcess broker =
        EvProcess.start(folder, Map.of("EV_BROKER_PORT", "0"), "broker", "--data", "here")) {
      broker.endInput();
      broker.awaitLine(line -> line.contains("ready on localhost:"), START);
      assertThat(broker.alive()).isTrue();
      assertThat(folder.resolve("here")).isDirectory();
    }
  }

  @Test
  void wrongUsageIsOneLineAndExitCode2() {
    try (EvProcess broker = EvProcess.start(folder, "broker", "--prot", "9092")) {
      assertThat(broker.awaitExit(START)).isEqualTo(2);
      assertThat(broker.stdout()).isEmpty();
      assertThat(broker.stderr())
          .containsExactly(
              "ev broker: unknown option --prot; did you mean --port? (ev broker --help says"
                  + " more)");
    }
  }

  @Test
  void aSecondBrokerOnThePortFailsInOneLine() {
    try (EvProcess first = EvProcess.start(folder, "broker", "--port", "0", "--data", "first")) {
      String ready = first.awaitLine(line -> line.contains("ready on"), START);
      String port = ready.replaceAll(".*localhost:([0-9]+),.*", "$1");
      try (EvProcess second =
          EvProcess.start(folder, "broker", "--port", port, "--data", "second")) {
        assertThat(second.awaitExit(START)).isEqualTo(1);
        assertThat(second.stderr())
            .singleElement()
            .asString()
            .startsWith("ev broker: cannot listen on localhost:" + port);
      }
    }
  }
}
