package org.evcharging.central.dashboard;

import com.google.errorprone.annotations.FormatMethod;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.graphics.TextImage;
import com.googlecode.lanterna.terminal.virtual.VirtualTerminal;
import java.util.Locale;

/**
 * Turns what is on a terminal's screen into an SVG picture. Lines and blocks become shapes, so that
 * they join whatever font the reader has; letters stay letters.
 */
public final class ScreenPicture {
  /**
   * The size of a cell in the picture's units; most monospaced fonts are 0.6 of their size wide.
   */
  private static final int CELL_WIDTH = 9;

  private static final int CELL_HEIGHT = 19;
  private static final int FONT_SIZE = 15;
  private static final int BASELINE = 14;
  private static final int MARGIN = 8;

  private interface Cells {
    TextCharacter at(int column, int row);
  }

  private final Cells cells;
  private final int columns;
  private final int rows;
  private final StringBuilder svg = new StringBuilder();

  private ScreenPicture(Cells cells, TerminalSize size) {
    this.cells = cells;
    this.columns = size.getColumns();
    this.rows = size.getRows();
  }

  /** A picture of what is to be seen on the terminal. */
  public static String svg(VirtualTerminal terminal) {
    return new ScreenPicture(terminal::getCharacter, terminal.getTerminalSize()).draw();
  }

  /** A picture of what was drawn on the image. */
  public static String svg(TextImage image) {
    return new ScreenPicture(image::getCharacterAt, image.getSize()).draw();
  }

  private String draw() {
    int width = columns * CELL_WIDTH + 2 * MARGIN;
    int height = rows * CELL_HEIGHT + 2 * MARGIN;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\""
            + " font-size=\"%d\">\n",
        width, height, width, FONT_SIZE);
    String ground = colour(cells.at(columns - 1, rows / 2).getBackgroundColor());
    add("<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\"/>\n", width, height, ground);
    add("<g transform=\"translate(%d %d)\">\n", MARGIN, MARGIN);
    for (int row = 0; row < rows; row++) {
      drawGrounds(row, ground);
    }
    for (int row = 0; row < rows; row++) {
      drawShapes(row);
      drawWords(row);
    }
    return svg.append("</g>\n</svg>\n").toString();
  }

  private void drawGrounds(int row, String ground) {
    int column = 0;
    while (column < columns) {
      String colour = colour(cells.at(column, row).getBackgroundColor());
      int end = column + 1;
      while (end < columns && colour(cells.at(end, row).getBackgroundColor()).equals(colour)) {
        end++;
      }
      if (!colour.equals(ground)) {
        rectangle(
            column * CELL_WIDTH,
            row * CELL_HEIGHT,
            (end - column) * CELL_WIDTH,
            CELL_HEIGHT,
            colour);
      }
      column = end;
    }
  }

  private void drawShapes(int row) {
    int column = 0;
    while (column < columns) {
      TextCharacter cell = cells.at(column, row);
      int end = column + 1;
      // A rule of many cells is one shape: smaller, and without seams.
      while (end < columns && isStretchable(cell) && looksAlike(cell, cells.at(end, row))) {
        end++;
      }
      drawShape(cell, column * CELL_WIDTH, row * CELL_HEIGHT, (end - column) * CELL_WIDTH);
      column = end;
    }
  }

  private void drawShape(TextCharacter cell, int x, int y, int width) {
    int midX = x + CELL_WIDTH / 2;
    int midY = y + CELL_HEIGHT / 2;
    int right = x + width;
    int bottom = y + CELL_HEIGHT;
    String colour = colour(cell.getForegroundColor());
    switch (cell.getCharacterString()) {
      case "─" -> line(x, midY, right, midY, colour);
      case "│" -> line(midX, y, midX, bottom, colour);
      case "╭" -> corner(colour, midX, bottom, midX, midY, right, midY);
      case "╮" -> corner(colour, x, midY, midX, midY, midX, bottom);
      case "╰" -> corner(colour, midX, y, midX, midY, right, midY);
      case "╯" -> corner(colour, x, midY, midX, midY, midX, y);
      case "█" -> rectangle(x, y, width, CELL_HEIGHT, colour);
      case "━" -> rectangle(x, midY - 1, width, 3, colour);
      case "▀" -> rectangle(x, y, width, CELL_HEIGHT / 2, colour);
      default -> {
        // Letters are not shapes.
      }
    }
  }

  private void drawWords(int row) {
    int column = 0;
    while (column < columns) {
      TextCharacter cell = cells.at(column, row);
      if (!isLetter(cell)) {
        column++;
        continue;
      }
      int end = column;
      StringBuilder word = new StringBuilder();
      while (end < columns
          && isLetter(cells.at(end, row))
          && isSameStyle(cell, cells.at(end, row))) {
        word.append(cells.at(end, row).getCharacterString());
        end += cells.at(end, row).isDoubleWidth() ? 2 : 1;
      }
      drawWord(word.toString(), cell, column, row, end - column);
      column = end;
    }
  }

  /** Each word has its own place and length, so that a font of another width shifts nothing. */
  private void drawWord(String word, TextCharacter style, int column, int row, int length) {
    add(
        "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\" fill=\"%s\"%s>%s</text>\n",
        column * CELL_WIDTH,
        row * CELL_HEIGHT + BASELINE,
        length * CELL_WIDTH,
        colour(style.getForegroundColor()),
        style.isBold() ? " font-weight=\"bold\"" : "",
        word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  /** From an edge of the cell to its middle, and round to another edge. */
  private void corner(String colour, int x1, int y1, int midX, int midY, int x2, int y2) {
    add("<path d=\"M%d %dQ%d %d %d %d\"", x1, y1, midX, midY, x2, y2);
    add(" fill=\"none\" stroke=\"%s\"/>\n", colour);
  }

  private void line(int x1, int y1, int x2, int y2, String colour) {
    add("<path d=\"M%d %dL%d %d\" stroke=\"%s\"/>\n", x1, y1, x2, y2, colour);
  }

  private void rectangle(int x, int y, int width, int height, String colour) {
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
        x, y, width, height, colour);
  }

  @FormatMethod
  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static boolean isStretchable(TextCharacter cell) {
    return "─━█▀".contains(cell.getCharacterString());
  }

  private static boolean isLetter(TextCharacter cell) {
    return !" ─━│╭╮╰╯█▀".contains(cell.getCharacterString());
  }

  private static boolean looksAlike(TextCharacter one, TextCharacter other) {
    return one.getCharacterString().equals(other.getCharacterString()) && isSameStyle(one, other);
  }

  private static boolean isSameStyle(TextCharacter one, TextCharacter other) {
    return one.getForegroundColor().equals(other.getForegroundColor())
        && one.isBold() == other.isBold();
  }

  private static String colour(TextColor colour) {
    return String.format(
        Locale.ROOT, "#%02x%02x%02x", colour.getRed(), colour.getGreen(), colour.getBlue());
  }
}
