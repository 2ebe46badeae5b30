package org.evcharging.central.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparingLogTest {
  private final List<String> lines = new ArrayList<>();
  private long nowNanos;
  private final SparingLog log = new SparingLog(lines::add, () -> nowNanos);

  @Test
  void floodLeavesAFewLinesAndACount() {
    for (int i = 0; i < 1_000; i++) {
      log.report("peer " + i);
    }
    nowNanos += SparingLog.WINDOW.toNanos();
    log.settle();

    assertThat(lines)
        .containsExactly(
            "peer 0",
            "peer 1",
            "peer 2",
            "peer 3",
            "peer 4",
            "more like these, left out: count=995");
  }

  @Test
  void nextWindowHasLinesAgain() {
    for (int i = 0; i < SparingLog.LINES_A_WINDOW; i++) {
      log.report("early");
    }
    nowNanos += SparingLog.WINDOW.toNanos();

    log.report("late");

    assertThat(lines).hasSize(SparingLog.LINES_A_WINDOW + 1).last().isEqualTo("late");
  }

  @Test
  void peersTextCannotMoveTheCursorNorFillTheLog() {
    log.report("\u001b[2J\u009b31m\r\n" + "x".repeat(8_000));

    assertThat(lines.getFirst())
        .hasSizeLessThan(OneLine.MAX_LENGTH + 5)
        .startsWith(" [2J 31m  xxx")
        .endsWith("…");
  }
}
