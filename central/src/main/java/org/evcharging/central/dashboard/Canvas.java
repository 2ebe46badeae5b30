package org.evcharging.central.dashboard;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TerminalTextUtils;
import com.googlecode.lanterna.graphics.TextGraphics;

/** A rectangle of the screen to draw on; what lies outside of it is clipped. */
final class Canvas {
  private final TextGraphics graphics;
  private final Palette palette;

  Canvas(TextGraphics graphics, Palette palette) {
    this.graphics = graphics;
    this.palette = palette;
  }

  int columns() {
    return graphics.getSize().getColumns();
  }

  int rows() {
    return graphics.getSize().getRows();
  }

  /** A part of this, with its own origin; it may reach over the edges. */
  Canvas part(Area area) {
    TerminalPosition corner = new TerminalPosition(area.column(), area.row());
    TerminalSize size = new TerminalSize(Math.max(0, area.columns()), Math.max(0, area.rows()));
    return new Canvas(graphics.newTextGraphics(corner, size), palette);
  }

  void fill(Style style) {
    for (int row = 0; row < rows(); row++) {
      fillRow(row, ' ', style);
    }
  }

  void fillRow(int row, char character, Style style) {
    for (int column = 0; column < columns(); column++) {
      put(column, row, character, style);
    }
  }

  /** Writes the text from the column on, and returns the column after it. */
  int text(int column, int row, String text, Style style) {
    int next = column;
    for (char character : PlainText.of(text).toCharArray()) {
      put(next, row, character, style);
      next += TerminalTextUtils.isCharDoubleWidth(character) ? 2 : 1;
    }
    return next;
  }

  /** Writes the text so that it ends before the column, and returns where it begins. */
  int textEndingAt(int end, int row, String text, Style style) {
    int start = end - PlainText.columns(PlainText.of(text));
    text(start, row, text, style);
    return start;
  }

  void put(int column, int row, char character, Style style) {
    if (column >= 0 && row >= 0 && column < columns() && row < rows()) {
      graphics.setCharacter(column, row, palette.character(character, style));
    }
  }
}
