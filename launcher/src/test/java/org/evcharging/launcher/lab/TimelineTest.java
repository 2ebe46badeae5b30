package org.evcharging.launcher.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
  private static final List<Step> STEPS =
      List.of(
          new Step(Side.A, 0, Did.ASKS, "asks"),
          new Step(Side.B, 1_234_567, Did.READS, "reads what the other has not yet written down"));

  @Test
  void eachThreadHasAColumnAndLongWordsGoOnBelow() {
    assertThat(new Timeline(STEPS, new Paper(60, Ink.PLAIN)).lines())
        .containsExactly(
            "        ns │ thread A               │ thread B",
            "───────────┼────────────────────────┼───────────────────────",
            "         0 │ asks                   │",
            " 1,234,567 │                        │ reads what the other",
            "           │                        │ has not yet written",
            "           │                        │ down");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 120})
  void noLineIsWiderThanThePaper(int columns) {
    assertThat(new Timeline(STEPS, new Paper(columns, Ink.PLAIN)).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
  }

  @Test
  void coloursChangeNothingButColours() {
    List<String> plain = new Timeline(STEPS, new Paper(80, Ink.PLAIN)).lines();
    List<String> coloured = new Timeline(STEPS, new Paper(80, Ink.COLOURS)).lines();

    assertThat(coloured)
        .allSatisfy(line -> assertThat(line).contains("\u001b["))
        .extracting(line -> line.replaceAll("\u001b\\[[0-9;]*m", "").stripTrailing())
        .containsExactlyElementsOf(plain.stream().map(String::stripTrailing).toList());
  }
}
