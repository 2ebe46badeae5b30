package org.evcharging.central.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourDepthTest {
  @Test
  void aTerminalGetsNoMoreColoursThanItSaysItHas() {
    assertThat(ColourDepth.of(Map.of("TERM", "xterm-256color", "COLORTERM", "truecolor")))
        .isEqualTo(ColourDepth.TRUE_COLOUR);
    assertThat(ColourDepth.of(Map.of("TERM", "screen", "TMUX", "/tmp/tmux-0/default,1,0")))
        .isEqualTo(ColourDepth.TRUE_COLOUR);
    assertThat(ColourDepth.of(Map.of("TERM", "xterm-256color"))).isEqualTo(ColourDepth.INDEXED);
    assertThat(ColourDepth.of(Map.of("TERM", "linux"))).isEqualTo(ColourDepth.SIXTEEN);
    assertThat(ColourDepth.of(Map.of())).isEqualTo(ColourDepth.SIXTEEN);
  }
}
