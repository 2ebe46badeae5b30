package org.evcharging.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameSeedTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {7, 1234})
  void givesTheSameTraceInAnotherProcess(long seed) throws Exception {
    Process one = start(seed, folder.resolve("one"));
    Process other = start(seed, folder.resolve("other"));
    assertThat(List.of(one.waitFor(), other.waitFor())).containsExactly(0, 0);
    assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("other"));
    assertThat(Files.readAllLines(folder.resolve("one"))).hasSizeGreaterThan(1_000);
  }

  private static Process start(long seed, Path trace) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Simulate.class.getName(),
            "--seed",
            String.valueOf(seed),
            "--trace")
        .redirectOutput(trace.toFile())
        .redirectError(Redirect.DISCARD)
        .start();
  }
}
