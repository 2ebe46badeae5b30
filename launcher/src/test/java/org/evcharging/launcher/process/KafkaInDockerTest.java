package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The network on Kafka's own image, as operators run it, instead of the embedded broker. */
class KafkaInDockerTest {
  private static final String IMAGE = "apache/kafka:4.3.1";

  @BeforeAll
  static void needDocker() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "skipped: no Docker engine answers");
  }

  @Test
  void driverGetsATicket(@TempDir Path folder) {
    try (KafkaContainer kafka = new KafkaContainer(IMAGE)) {
      kafka.start();
      String bootstrap = kafka.getBootstrapServers().replace("PLAINTEXT://", "");
      try (EvNetwork network = new EvNetwork(folder, bootstrap)) {
        EvProcess central = network.central();
        network.chargePoint("MAD-01", "--auto", "1s", "--speed", "60").available(central, "MAD-01");

        EvProcess driver = network.driver("D1", "request", "MAD-01");

        assertThat(driver.awaitExit(EvNetwork.SOON)).isZero();
        assertThat(network.sql("SELECT driver, state, end_reason FROM session"))
            .containsExactly("D1|ENDED|UNPLUGGED");
      }
    }
  }
}
