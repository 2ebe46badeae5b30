package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PipePromptTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> lines = new ArrayList<>();

  @Test
  void linesAreHandedOverStrippedUntilTheEnd() {
    run("plug\n\n  request D1  \r\nañadir", lines::add);

    assertThat(lines).containsExactly("plug", "request D1", "añadir");
  }

  @Test
  void aCommandThatFailsIsToldAndTheNextIsRead() {
    run(
        "a\nb\nc",
        line -> {
          lines.add(line);
          switch (line) {
            case "a" -> throw new UserError("a is not possible");
            case "b" -> throw new IllegalStateException("oops");
            default -> {}
          }
        });

    assertThat(lines).containsExactly("a", "b", "c");
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "a is not possible",
            "\"b\" failed, which is an error in ev itself: java.lang.IllegalStateException: oops");
  }

  @Test
  void whatIsSaidIsAPlainLineOnStdout() {
    prompt("").say("3 kWh, 0.75 €");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("3 kWh, 0.75 €" + System.lineSeparator());
  }

  private void run(String input, Consumer<String> onLine) {
    prompt(input).run(onLine);
  }

  private PipePrompt prompt(String input) {
    return new PipePrompt(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
