package org.evcharging.central.dashboard;

import static java.util.stream.Collectors.toMap;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a terminal shows after a frame was drawn on it, read back cell by cell. */
record DrawnScreen(DefaultVirtualTerminal terminal, Scroll scroll, TerminalPosition cursor) {
  /** Kept, for speed: a new one makes each of its characters first. Tests run on one thread. */
  private static final Map<ColourDepth, Palette> PALETTES =
      Stream.of(ColourDepth.values()).collect(toMap(depth -> depth, Palette::new));

  static DrawnScreen of(Frame frame, int columns, int rows) {
    return of(frame, columns, rows, ColourDepth.TRUE_COLOUR);
  }

  static DrawnScreen of(Frame frame, int columns, int rows, ColourDepth depth) {
    try {
      DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(columns, rows));
      TerminalScreen screen = new TerminalScreen(terminal);
      screen.startScreen();
      DashboardView.Drawn drawn =
          new DashboardView(PALETTES.get(depth)).draw(screen.newTextGraphics(), frame);
      screen.refresh();
      return new DrawnScreen(terminal, drawn.scroll(), drawn.cursor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String row(int row) {
    return row(terminal, row);
  }

  static String row(DefaultVirtualTerminal terminal, int row) {
    return IntStream.range(0, terminal.getTerminalSize().getColumns())
        .mapToObj(column -> terminal.getCharacter(column, row).getCharacterString())
        .collect(Collectors.joining());
  }

  static String text(DefaultVirtualTerminal terminal) {
    return IntStream.range(0, terminal.getTerminalSize().getRows())
        .mapToObj(row -> row(terminal, row))
        .collect(Collectors.joining("\n"));
  }

  String text() {
    return text(terminal);
  }

  /** The first cell of the first place where the words stand. */
  TextCharacter at(String words) {
    for (int row = 0; row < terminal.getTerminalSize().getRows(); row++) {
      int column = row(row).indexOf(words);
      if (column >= 0) {
        return terminal.getCharacter(column, row);
      }
    }
    throw new AssertionError("\"" + words + "\" is not on the screen:\n" + text());
  }

  /** Red, green and blue. */
  static List<Integer> rgb(TextColor colour) {
    return List.of(colour.getRed(), colour.getGreen(), colour.getBlue());
  }
}
