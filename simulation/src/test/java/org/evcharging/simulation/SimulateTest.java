package org.evcharging.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.evcharging.simulation.planted.PlantedFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int simulate(String... arguments) {
    return Simulate.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void tellsHowFarItIsAndWhatHappenedOnStandardError() {
    assertThat(simulate("--seeds", "1..2", "--for", "5s")).isZero();
    assertThat(err.toString())
        .contains("2 of 2 seeds")
        .containsPattern("faults, \\d+ in all")
        .contains("CENTRAL_KILLED", "ENDED UNPLUGGED");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void printsNothingButTheTraceOnStandardOutput() {
    assertThat(simulate("--seed", "1", "--trace", "--for", "5s")).isZero();
    assertThat(out.toString().lines())
        .hasSizeGreaterThan(100)
        .allMatch(Pattern.compile("\\d+\\.\\d{6}  [^:]+: .*").asMatchPredicate());
  }

  @Test
  void saysThatATraceIsNotWhole() {
    int code =
        Simulate.commandLine()
            .setOut(new PrintWriter(new FullDisk(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true))
            .execute("--seed", "1", "--trace", "--for", "5s");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("the trace could not be written whole");
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int oneByte) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  @Test
  void saysWhatBrokeAndHowToSeeItAgain() throws Exception {
    List<String> calm = List.of("--charge-points", "2", "--drivers", "2", "--for", "60s");
    int code;
    try (AutoCloseable _ = PlantedFault.STOP_LOST_AT_RECOVERY.plant()) {
      code = simulate("--seeds", "1..50", calm.get(0), calm.get(1), calm.get(4), calm.get(5));
    }
    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .containsPattern("Seed \\d+ breaks a promise: \\w+")
        .contains("The last that happened before:")
        .containsPattern("\\./ev simulate --seed \\d+ --trace --charge-points 2 --drivers 2")
        .containsPattern("It takes only \\d+ of \\d+ in the plan:")
        .containsPattern("--only \\d+");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --seeds 5..2           | '5..2' ends before it begins
          --seeds many           | 'many' is not like 1..1000
          --seed -1              | -1 is negative
          --seeds 1..2 --seed 1  | only one of them
          --trace                | --trace needs --seed
          --only 3               | --only needs --seed
          --seed 1 --only 99999  | the plan of seed 1 has no item 99999
          --charge-points 0      | 0 charge points: not 1 to 100
          --drivers 101          | 101 drivers: not 1 to 100
          --for 100ms            | --for: not 1s to 24h
          --faults lots          | lots
          --threads 0            | 0 is not 1 to 256
          """)
  void aWrongOptionIsAnsweredInOneLine(String arguments, String words) {
    assertThat(simulate(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(words);
    assertThat(out.toString()).isEmpty();
  }
}
