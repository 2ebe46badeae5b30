package org.evcharging.monitor.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.core.Script;
import org.evcharging.monitor.core.Script.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptFileTest {
  @TempDir private Path folder;

  @Test
  void commandsAreReadWithTheirTimes() throws IOException {
    Path file =
        file(
            """
            # a bad morning
            at 15s recover

              at 5s   fault cable torn   # again
            at 2m freeze 10
            at 500ms slow 250
            at 3m disconnect 5
            """);

    assertThat(ScriptFile.read(file))
        .isEqualTo(
            new Script(
                List.of(
                    new Step(Duration.ofMillis(500), new Injection.Slow(250)),
                    new Step(Duration.ofSeconds(5), new Injection.Fault("cable torn")),
                    new Step(Duration.ofSeconds(15), new Injection.Recover()),
                    new Step(Duration.ofMinutes(2), new Injection.Freeze(10)),
                    new Step(Duration.ofMinutes(3), new Injection.Disconnect(5)))));
  }

  @Test
  void emptyFileIsAScriptWithNothingInIt() throws IOException {
    assertThat(ScriptFile.read(file("\ufeff# nothing\r\n\r\n"))).isEqualTo(Script.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault|expected a time and a command, such as at 5s fault",
        "at 5s|expected a time and a command, such as at 5s fault",
        "at 5 fault|expected a duration, such as 500ms, 20s, 2m or 1h (a whole number and its"
            + " unit)",
        "at 25h fault|25h is too late; the latest is 24h",
        "at 999999999h fault|999999999h is too late; the latest is 24h",
        "at 5s recover now|recover takes nothing after it; \"now\" is too much",
        "at 5s freeze|freeze needs a whole number of seconds from 0 to 86400, such as freeze 10"
      })
  void badLineIsRefusedWithItsNumber(String line, String message) throws IOException {
    Path file = file("at 1s recover\n\n" + line + "\nat 2s recover\n");

    assertThatThrownBy(() -> ScriptFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ", line 3: " + message);
  }

  @Test
  void whatIsNoScriptIsOneLine() throws IOException {
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, "at 5s fault caído".getBytes(StandardCharsets.ISO_8859_1));
    Path none = folder.resolve("none.txt");
    Path big = file("#".repeat(100_001));
    Path lengthy = Files.writeString(folder.resolve("long.txt"), "at 1s recover\n".repeat(1_001));

    assertThatThrownBy(() -> ScriptFile.read(latin)).hasMessage(latin + " is not UTF-8 text");
    assertThatThrownBy(() -> ScriptFile.read(none)).hasMessage(none + " is not there");
    assertThatThrownBy(() -> ScriptFile.read(big))
        .hasMessage(big + " is larger than 100000 bytes; is it the right one?");
    assertThatThrownBy(() -> ScriptFile.read(lengthy))
        .hasMessage(lengthy + " has 1001 commands, more than 1000");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("script.txt"), text);
  }
}
