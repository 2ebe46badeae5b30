package org.evcharging.central.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineTest {
  private final CommandLine line = new CommandLine();

  @Test
  void typingHappensAtTheCursor() {
    type("stp");
    line.move(-1);
    type("o");
    line.move(10);
    type("!");
    line.deleteBefore();

    assertThat(line.text()).isEqualTo("stop");
    assertThat(line.cursor()).isEqualTo(4);
  }

  @Test
  void deletingStopsAtBothEnds() {
    type("ab");
    line.deleteAfter();
    line.move(-5);
    line.deleteBefore();
    line.deleteAfter();

    assertThat(line.text()).isEqualTo("b");
  }

  @Test
  void enteredLinesComeBackInOrder() {
    enter("stop MAD-01");
    enter("resume MAD-01");
    type("unfin");

    line.earlier();
    assertThat(line.text()).isEqualTo("resume MAD-01");
    line.earlier();
    line.earlier();
    assertThat(line.text()).isEqualTo("stop MAD-01");
    line.later();
    line.later();
    assertThat(line.text()).isEqualTo("unfin");
    line.later();
    assertThat(line.text()).isEqualTo("unfin");
  }

  @Test
  void emptyAndRepeatedLinesAreNotRemembered() {
    enter("help");
    enter("help");
    enter("  ");

    line.earlier();
    line.earlier();

    assertThat(line.text()).isEqualTo("help");
  }

  @Test
  void controlCharactersAndEndlessLinesAreIgnored() {
    line.type('\u001b');
    type("x".repeat(1000));

    assertThat(line.text()).isEqualTo("x".repeat(200));
  }

  private void type(String text) {
    text.chars().forEach(c -> line.type((char) c));
  }

  private void enter(String text) {
    type(text);
    assertThat(line.enter()).isEqualTo(text);
    assertThat(line.text()).isEmpty();
  }
}
