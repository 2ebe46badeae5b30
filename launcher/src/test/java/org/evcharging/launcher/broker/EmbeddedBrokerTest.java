package org.evcharging.launcher.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.record.TimestampType;
import org.evcharging.console.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir Path folder;

  @Test
  void recordsOutliveTheBroker() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      Records.createTopic(broker.bootstrap(), "t");
      Records.write(broker.bootstrap(), "t", "one");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      Records.write(broker.bootstrap(), "t", "two");

      assertThat(Records.readText(broker.bootstrap(), "t", 2)).isEqualTo(List.of("one", "two"));
      assertThat(Records.read(broker.bootstrap(), "t", 1).getFirst().timestampType())
          .as("requests are too old by the broker's time")
          .isEqualTo(TimestampType.LOG_APPEND_TIME);
    }
  }

  @Test
  void anOpenFolderIsNobodyElses() {
    try (EmbeddedBroker first = EmbeddedBroker.start(folder, 0)) {
      assertThat(first.bootstrap()).startsWith("localhost:");
      assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("another broker is running on it");
    }
  }

  @Test
  void aPortInUseIsSaidBeforeAnythingIsWritten() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      Path data = folder.resolve("broker");
      assertThatThrownBy(() -> EmbeddedBroker.start(data, taken.getLocalPort()))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("cannot listen on localhost:" + taken.getLocalPort())
          .hasMessageContaining("--port");
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("broker"), "a file");
    assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data");
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws IOException {
    Files.writeString(folder.resolve("meta.properties"), "version=1\nnode.id=77\ncluster.id=x\n");
    assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("what is in it is not Kafka's");
  }

  @Test
  void anUnknownAddressIsRefused() {
    BrokerSettings nowhere =
        new BrokerSettings(folder, "no-such-host.invalid", 0, Optional.empty());
    assertThatThrownBy(() -> EmbeddedBroker.start(nowhere, why -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no machine is known as no-such-host.invalid");
  }
}
