package org.evcharging.central.dashboard;

import java.util.List;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;

/**
 * Which part of the screen shows what. Panels are beside the grid where everything fits so; else
 * below it, side by side if wide enough. On a small screen the grid comes first.
 */
record Layout(Grid grid, Area title, Area cells, Area requests, Area messages, Area command) {
  private static final int TITLE_ROWS = 2;
  private static final int COMMAND_ROWS = 1;

  private static final int COLUMNS_FOR_PANELS_BESIDE = 150;
  private static final int COLUMNS_FOR_PANELS_ABREAST = 140;
  private static final int MIN_SIDE_COLUMNS = 72;
  private static final int MAX_SIDE_COLUMNS = 96;

  /** Spacious cells must leave so much for the panels. */
  private static final int PANEL_ROWS_IF_SPACIOUS = 14;

  /** With fewer rows for the panels there are messages only. */
  private static final int ROWS_FOR_BOTH_PANELS = 8;

  /** Room for a word on why there are no charge points to be seen. */
  private static final int MIN_GRID_ROWS = 3;

  private static final Area NOWHERE = new Area(0, 0, 0, 0);

  static Layout of(List<ChargePointView> points, int columns, int rows) {
    if (columns >= COLUMNS_FOR_PANELS_BESIDE) {
      Layout beside = beside(points, columns, rows);
      if (beside.grid().rows() <= beside.cells().rows()) {
        return beside;
      }
    }
    return below(points, columns, rows);
  }

  private static Layout beside(List<ChargePointView> points, int columns, int rows) {
    int body = bodyRows(rows);
    int side = Math.clamp(columns * 2L / 5, MIN_SIDE_COLUMNS, MAX_SIDE_COLUMNS);
    int left = columns - side;
    int half = body / 2;
    return new Layout(
        Grid.of(points, left, body, body),
        title(columns),
        new Area(0, TITLE_ROWS, left, body),
        new Area(left, TITLE_ROWS, side, half),
        new Area(left, TITLE_ROWS + half, side, body - half),
        command(columns, rows));
  }

  private static Layout below(List<ChargePointView> points, int columns, int rows) {
    int body = bodyRows(rows);
    boolean abreast = columns >= COLUMNS_FOR_PANELS_ABREAST;
    int least = leastPanelRows(body, abreast);
    Grid grid = Grid.of(points, columns, body - PANEL_ROWS_IF_SPACIOUS, body - least);
    int panels = least == 0 ? 0 : Math.max(least, body - Math.max(MIN_GRID_ROWS, grid.rows()));
    Area cells = new Area(0, TITLE_ROWS, columns, body - panels);
    Area both = new Area(0, TITLE_ROWS + body - panels, columns, panels);
    Area requests = abreast ? leftHalf(both) : upperHalf(both);
    Area messages = abreast ? rightHalf(both) : lowerHalf(both);
    return new Layout(grid, title(columns), cells, requests, messages, command(columns, rows));
  }

  private static int bodyRows(int rows) {
    return Math.max(0, rows - TITLE_ROWS - COMMAND_ROWS);
  }

  private static int leastPanelRows(int body, boolean abreast) {
    if (body < 10) {
      return 0;
    }
    return body < 16 ? 4 : abreast ? 6 : 9;
  }

  private static Area leftHalf(Area area) {
    return new Area(area.column(), area.row(), area.columns() / 2, area.rows());
  }

  private static Area rightHalf(Area area) {
    int left = area.columns() / 2;
    return new Area(area.column() + left, area.row(), area.columns() - left, area.rows());
  }

  private static Area upperHalf(Area area) {
    return area.rows() < ROWS_FOR_BOTH_PANELS
        ? NOWHERE
        : new Area(area.column(), area.row(), area.columns(), (area.rows() + 1) / 2);
  }

  private static Area lowerHalf(Area area) {
    int upper = upperHalf(area).rows();
    return new Area(area.column(), area.row() + upper, area.columns(), area.rows() - upper);
  }

  private static Area title(int columns) {
    return new Area(0, 0, columns, TITLE_ROWS);
  }

  private static Area command(int columns, int rows) {
    return new Area(0, Math.max(0, rows - COMMAND_ROWS), columns, COMMAND_ROWS);
  }
}
