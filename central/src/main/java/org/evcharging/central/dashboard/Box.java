package org.evcharging.central.dashboard;

/** A frame with round corners. */
final class Box {
  private Box() {}

  /** Draws along the edges of the canvas. */
  static void draw(Canvas canvas, Style line) {
    int right = canvas.columns() - 1;
    int bottom = canvas.rows() - 1;
    canvas.fillRow(0, '─', line);
    canvas.fillRow(bottom, '─', line);
    for (int row = 1; row < bottom; row++) {
      canvas.put(0, row, '│', line);
      canvas.put(right, row, '│', line);
    }
    canvas.put(0, 0, '╭', line);
    canvas.put(right, 0, '╮', line);
    canvas.put(0, bottom, '╰', line);
    canvas.put(right, bottom, '╯', line);
  }
}
