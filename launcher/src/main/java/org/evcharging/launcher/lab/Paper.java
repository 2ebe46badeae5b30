package org.evcharging.launcher.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evcharging.console.Prompt;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * What is printed on.
 *
 * @param columns how wide a line may be, {@value #NARROWEST} to {@value #WIDEST}
 */
record Paper(int columns, Ink ink) {
  static final int NARROWEST = 60;

  /** Longer lines are hard to read. */
  static final int WIDEST = 120;

  /** Of a terminal that does not say, and of all that is none. */
  private static final int USUAL = 80;

  Paper {
    columns = Math.clamp(columns, NARROWEST, WIDEST);
  }

  /** A pipe or a file. */
  static Paper plain() {
    return new Paper(USUAL, Ink.PLAIN);
  }

  /** Whatever stdout is. */
  static Paper ofStdout(Map<String, String> environment) {
    return Prompt.terminal()
        ? new Paper(
            terminalColumns().orElse(USUAL),
            environment.getOrDefault("NO_COLOR", "").isEmpty() ? Ink.COLOURS : Ink.PLAIN)
        : plain();
  }

  private static Optional<Integer> terminalColumns() {
    try (Terminal terminal =
        TerminalBuilder.builder().system(true).dumb(true).nativeSignals(false).build()) {
      return Optional.of(terminal.getSize().getColumns()).filter(width -> width > 0);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Words in lines that are not wider; a word that is wider is broken. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String rest = word;
      if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > width) {
        lines.add(rest.substring(0, width));
        rest = rest.substring(width);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return List.copyOf(lines);
  }
}
