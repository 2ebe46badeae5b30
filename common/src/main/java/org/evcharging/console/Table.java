package org.evcharging.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows for people, in columns that are as wide as their widest cell. */
public final class Table {
  private static final int GAP = 2;

  private Table() {}

  /**
   * A line of headings and one a row.
   *
   * @param rows as many cells each as there are headings; the last one is printed as it is, so that
   *     it may have colours
   */
  public static List<String> lines(List<String> headings, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(headings);
    all.addAll(rows);
    int[] widths =
        IntStream.range(0, headings.size() - 1)
            .map(column -> all.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + GAP);
    }
    return line.append(cells.getLast()).toString().stripTrailing();
  }
}
