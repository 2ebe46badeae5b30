package org.evcharging.central.dashboard;

import com.googlecode.lanterna.TerminalTextUtils;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Text that fits cells of a terminal. What comes from outside may hold anything: control characters
 * would move the cursor, marks that combine would shift the rest of their line.
 */
final class PlainText {
  private static final String ELLIPSIS = "…";

  private PlainText() {}

  /** The text with everything replaced or dropped that does not fill one or two whole cells. */
  static String of(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(codePoint -> append(plain, codePoint));
    return plain.toString();
  }

  private static void append(StringBuilder plain, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {}
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          plain.append(' ');
      case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> plain.append('?');
      default -> plain.append(Character.isBmpCodePoint(codePoint) ? (char) codePoint : '?');
    }
  }

  /** How many cells the text fills. */
  static int columns(String text) {
    return TerminalTextUtils.getColumnWidth(text);
  }

  /** The text if it fits, else its beginning and an ellipsis. */
  static String fit(String text, int columns) {
    if (columns <= 0) {
      return "";
    }
    if (columns(text) <= columns) {
      return text;
    }
    return TerminalTextUtils.fitString(text, columns - 1).stripTrailing() + ELLIPSIS;
  }

  /** The first that fits, wordiest first; a piece of the last if none does. */
  static String firstThatFits(int columns, List<String> choices) {
    return choices.stream()
        .filter(choice -> columns(choice) <= columns)
        .findFirst()
        .orElseGet(() -> fit(choices.getLast(), columns));
  }

  /** The text in lines of at most so many cells, broken between words where possible. */
  static List<String> wrapped(String text, int columns) {
    if (columns <= 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (columns(rest) > columns) {
      String line = TerminalTextUtils.fitString(rest, columns);
      int space = line.lastIndexOf(' ');
      // A word longer than half a line is broken rather than left to waste a line.
      int end = space > line.length() / 2 ? space : Math.max(1, line.length());
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}
