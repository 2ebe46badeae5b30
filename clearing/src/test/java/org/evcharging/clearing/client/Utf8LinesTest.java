package org.evcharging.clearing.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.evcharging.clearing.core.BadRecord;
import org.junit.jupiter.api.Test;

class Utf8LinesTest {
  @Test
  void readsLinesWithoutTheirEndsAndMarks() throws BadRecord, IOException {
    Utf8Lines lines = lines("\uFEFFé\r\n\nlast");

    assertThat(lines.next()).contains("é");
    assertThat(lines.next()).contains("");
    assertThat(lines.next()).contains("last");
    assertThat(lines.number()).isEqualTo(3);
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void givesUpALineThatIsFarTooLong() throws BadRecord, IOException {
    Utf8Lines lines = lines("0123456789\n" + "x".repeat(10_000_000));
    assertThat(lines.next()).isPresent();

    assertThatThrownBy(lines::next)
        .hasMessage("longer than 10 bytes")
        .matches(e -> ((BadRecord) e).line() == 2);
  }

  @Test
  void saysWhichLineIsNotUtf8() throws BadRecord, IOException {
    byte[] latin = "plain\ncafé\n".getBytes(StandardCharsets.ISO_8859_1);
    Utf8Lines lines = new Utf8Lines(new ByteArrayInputStream(latin), 10);
    assertThat(lines.next()).contains("plain");

    assertThatThrownBy(lines::next)
        .hasMessage("not UTF-8")
        .matches(e -> ((BadRecord) e).line() == 2);
  }

  private static Utf8Lines lines(String text) {
    return new Utf8Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 10);
  }
}
