package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** {@code docker compose up}, as the README says it. Long: it builds the image first. */
@Tag("long")
class ComposeTest {
  private static final Duration BUILD = Duration.ofMinutes(15);
  private static final Duration COMMAND = Duration.ofMinutes(3);
  private static final Duration TICKET = Duration.ofSeconds(60);
  private static final Path ROOT = projectRoot();

  private final String project = "ev-test-" + ProcessHandle.current().pid();
  private final int httpPort = EvProcess.freePort();
  private final int kafkaPort = EvProcess.freePort();

  @BeforeAll
  static void needDocker() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "skipped: no Docker engine answers");
  }

  @AfterEach
  void down() throws Exception {
    compose(COMMAND, "down", "--volumes", "--timeout", "5");
  }

  @Test
  void driverGetsATicketAndEachProgramEndsWellAtSigterm() throws Exception {
    compose(BUILD, "build");

    compose(COMMAND, "up", "--detach");

    await()
        .atMost(TICKET)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> compose(COMMAND, "logs", "driver").contains("TICKET"));
    for (String program : List.of("driver", "monitor-1", "engine-1", "central")) {
      compose(COMMAND, "kill", "--signal", "SIGTERM", program);
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(exitOf(program)).isEqualTo("exited 0"));
    }
  }

  private String exitOf(String program) throws Exception {
    return compose(COMMAND, "ps", "--all", "--format", "{{.State}} {{.ExitCode}}", program).strip();
  }

  private String compose(Duration patience, String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of("docker", "compose", "--project-name", project));
    all.addAll(List.of(command));
    Path output = Files.createTempFile("compose", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("EV_HTTP_PORT", "" + httpPort);
    builder.environment().put("EV_KAFKA_PORT", "" + kafkaPort);
    Process process = builder.start();
    boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    String said = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0).as("%s: %s", all, said).isTrue();
    return said;
  }

  private static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docker-compose.yml"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
