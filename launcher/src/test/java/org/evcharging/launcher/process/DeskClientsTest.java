package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/examples/desk_clients.py}, many clients at once at the money desk of a real Central:
 * balances are exact, and different drivers never wait for each other's lock (spec §8).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskClientsTest {
  private static final Path PROGRAM =
      Path.of("..", "docs", "examples", "desk_clients.py").toAbsolutePath().normalize();

  private static final int MANY = 1_000;
  private static final String NOBODY_WAITED = "account locks: waited for 0 us";

  private EvNetwork network;

  @BeforeAll
  void start(@TempDir Path folder) {
    assumeTrue(isThere("python3"), "skipped: there is no python3 on this machine");
    network = new EvNetwork(folder);
    network.broker();
    network.central();
    admitDrivers();
  }

  /** Each by a request that is then denied, which is quicker than to add them one by one. */
  private void admitDrivers() {
    try (KafkaRecords kafka = new KafkaRecords(network.bootstrap())) {
      IntStream.rangeClosed(1, MANY)
          .parallel()
          .forEach(i -> kafka.request("r-" + i, "D" + i, "NOWHERE"));
    }
    await()
        .atMost(EvNetwork.SOON)
        .until(() -> network.sql("SELECT count(*) FROM driver"), List.of("" + MANY)::equals);
  }

  @AfterAll
  void close() {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void fiveClientsOfOneDriverPayInExactlyFiveHundredEuros() {
    long before = cents("id = 'D1'");

    assertThat(clients(5, 10, "one"))
        .contains("5 clients paid in 500.00 in all; 0 balances are wrong");

    assertThat(cents("id = 'D1'") - before).isEqualTo(500_00);
  }

  @Test
  void aThousandClientsOfOneDriverLoseNothing() {
    long before = cents("id = 'D1'");

    assertThat(clients(MANY, 2, "one")).doesNotContain(NOBODY_WAITED);

    assertThat(cents("id = 'D1'") - before).isEqualTo(20_000_00);
  }

  @Test
  void aThousandClientsOfDifferentDriversNeverWaitForEachOther() {
    long before = cents("true");

    assertThat(clients(MANY, 2, "each")).contains(NOBODY_WAITED);

    assertThat(cents("true") - before).isEqualTo(20_000_00);
  }

  /** What the program prints; it has found every balance as it should be. */
  private List<String> clients(int clients, int times, String drivers) {
    try {
      Process program =
          new ProcessBuilder(
                  "python3",
                  PROGRAM.toString(),
                  "localhost",
                  "" + network.deskPort,
                  "" + clients,
                  "" + times,
                  drivers)
              .redirectErrorStream(true)
              .start();
      String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(program.waitFor()).as("%s", printed).isZero();
      return printed.lines().toList();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private long cents(String whose) {
    return Long.parseLong(
        network.sql("SELECT sum(balance_cents) FROM driver WHERE " + whose).getFirst());
  }

  private static boolean isThere(String program) {
    return List.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
