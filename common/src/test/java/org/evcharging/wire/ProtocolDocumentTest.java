package org.evcharging.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bytes in docs/protocol.md are what the program sends. */
class ProtocolDocumentTest {
  private static final Pattern FRAME = Pattern.compile("(?m)^[→←] (02(?: [0-9a-f]{2})+) +(\\S+)$");

  @Test
  void framesOfTheWorkedExampleAreTrue() throws Exception {
    String document = Files.readString(Path.of("..", "docs", "protocol.md"));

    List<MatchResult> frames = FRAME.matcher(document).results().toList();

    assertThat(frames).hasSize(4);
    for (MatchResult frame : frames) {
      assertThat(HexFormat.ofDelimiter(" ").formatHex(Framing.frame(frame.group(2))))
          .isEqualTo(frame.group(1));
    }
  }

  @Test
  void escapedFieldIsTrue() throws Exception {
    String document = Files.readString(Path.of("..", "docs", "protocol.md"));
    String payload = new EngineToMonitor.Failed("c-17", "socket #2 jammed").payload();

    assertThat(document).contains(HexFormat.ofDelimiter(" ").formatHex(Framing.frame(payload)));
  }
}
