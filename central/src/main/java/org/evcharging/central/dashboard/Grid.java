package org.evcharging.central.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;

/**
 * The charge points by site, laid out in bands: the heading of a site, or a row of its cells. The
 * view scrolls by whole bands.
 */
final class Grid {
  private static final int MIN_CELL_COLUMNS = 25;
  private static final int MAX_CELL_COLUMNS = 38;

  /** Between cells that stand side by side. */
  private static final int GAP_COLUMNS = 1;

  /** Left of the cells, and for the scroll bar right of them. */
  private static final int MARGIN_COLUMNS = 1;

  /** One line of the layout. */
  sealed interface Band {
    int rows();

    /**
     * The name of a site.
     *
     * @param rows the last is drawn, those above keep their distance
     */
    record Heading(SiteSummary site, int rows) implements Band {}

    /** Cells side by side. */
    record Cells(List<ChargePointView> points, Density density) implements Band {
      @Override
      public int rows() {
        return density.rows();
      }
    }
  }

  private final List<Band> bands;
  private final int cellColumns;

  private Grid(List<Band> bands, int cellColumns) {
    this.bands = bands;
    this.cellColumns = cellColumns;
  }

  /**
   * Lays the charge points out in the width, as spaciously as it may.
   *
   * @param rowsIfSpacious how many rows it may take if the cells are spacious
   * @param rows how many it may take if they are roomy; beyond that they are dense
   */
  static Grid of(List<ChargePointView> points, int columns, int rowsIfSpacious, int rows) {
    Grid spacious = of(points, columns, Density.SPACIOUS);
    if (spacious.rows() <= rowsIfSpacious) {
      return spacious;
    }
    Grid roomy = of(points, columns, Density.ROOMY);
    return roomy.rows() <= rows ? roomy : of(points, columns, Density.DENSE);
  }

  private static Grid of(List<ChargePointView> points, int columns, Density density) {
    Map<String, List<ChargePointView>> sites = new TreeMap<>();
    for (ChargePointView point : points) {
      sites.computeIfAbsent(point.place().site(), _ -> new ArrayList<>()).add(point);
    }
    int widest = sites.values().stream().mapToInt(List::size).max().orElse(1);
    int room = Math.max(1, columns - 2 * MARGIN_COLUMNS + GAP_COLUMNS);
    int across = Math.clamp(room / (MIN_CELL_COLUMNS + GAP_COLUMNS), 1, widest);
    int cellColumns = Math.min(MAX_CELL_COLUMNS, room / across - GAP_COLUMNS);
    List<Band> bands = new ArrayList<>();
    sites.forEach((name, members) -> addSite(bands, name, members, across, density));
    return new Grid(List.copyOf(bands), cellColumns);
  }

  private static void addSite(
      List<Band> bands, String name, List<ChargePointView> members, int across, Density density) {
    boolean apart = density == Density.SPACIOUS && !bands.isEmpty();
    bands.add(new Band.Heading(SiteSummary.of(name, members), apart ? 2 : 1));
    List<ChargePointView> ordered =
        members.stream().sorted(Comparator.comparing(ChargePointView::id)).toList();
    for (int i = 0; i < ordered.size(); i += across) {
      List<ChargePointView> row = ordered.subList(i, Math.min(i + across, ordered.size()));
      bands.add(new Band.Cells(row, density));
    }
  }

  /** How many rows it takes to show everything. */
  int rows() {
    return bands.stream().mapToInt(Band::rows).sum();
  }

  /**
   * Draws from a band on, as far as the canvas goes.
   *
   * @param firstBand where the operator scrolled to; beyond the end counts as the end
   */
  Scroll draw(Canvas canvas, int firstBand) {
    int first = Math.min(firstBand, lastUsefulBand(canvas.rows()));
    int row = 0;
    int next = first;
    int whole = first;
    while (next < bands.size() && row < canvas.rows()) {
      Band band = bands.get(next++);
      drawBand(canvas, row, band);
      row += band.rows();
      whole = row <= canvas.rows() ? next : whole;
    }
    int end = Math.max(whole, Math.min(first + 1, next));
    Scroll scroll = new Scroll(first, end, bands.size(), pointsBefore(first), pointsBefore(end));
    scroll.drawBar(canvas);
    return scroll;
  }

  private int pointsBefore(int band) {
    return bands.subList(0, band).stream().mapToInt(Grid::points).sum();
  }

  private static int points(Band band) {
    return switch (band) {
      case Band.Heading _ -> 0;
      case Band.Cells cells -> cells.points().size();
    };
  }

  /** Scrolling ends where the last band is in full at the foot. */
  private int lastUsefulBand(int rows) {
    int first = bands.size();
    int taken = 0;
    while (first > 0 && taken + bands.get(first - 1).rows() <= rows) {
      first--;
      taken += bands.get(first).rows();
    }
    return Math.clamp(first, 0, Math.max(0, bands.size() - 1));
  }

  private void drawBand(Canvas canvas, int row, Band band) {
    switch (band) {
      case Band.Heading heading -> heading.site().draw(canvas, row + heading.rows() - 1);
      case Band.Cells cells -> {
        int column = MARGIN_COLUMNS;
        for (ChargePointView point : cells.points()) {
          Area area = new Area(column, row, cellColumns, band.rows());
          ChargePointCell.draw(canvas.part(area), point, cells.density());
          column += cellColumns + GAP_COLUMNS;
        }
      }
    }
  }
}
