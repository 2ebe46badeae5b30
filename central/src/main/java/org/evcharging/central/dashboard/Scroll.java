package org.evcharging.central.dashboard;

/**
 * Which bands of the grid are to be seen.
 *
 * @param first the first band shown
 * @param end the band after the last that is shown in full
 * @param bands how many there are
 * @param pointsBefore charge points above what is shown
 * @param pointsToEnd and those shown in full
 */
record Scroll(int first, int end, int bands, int pointsBefore, int pointsToEnd) {
  static final Scroll NOTHING = new Scroll(0, 0, 0, 0, 0);

  boolean isNeeded() {
    return first > 0 || end < bands;
  }

  /** Where the next page begins. */
  int nextPage() {
    return end >= bands ? first : end;
  }

  /** Where the page before begins, if all bands were alike. */
  int previousPage() {
    return Math.max(0, first - Math.max(1, end - first));
  }

  /** Draws a bar at the right edge, if not everything is to be seen. */
  void drawBar(Canvas canvas) {
    if (!isNeeded() || bands == 0) {
      return;
    }
    int rows = canvas.rows();
    int from = rows * first / bands;
    int to = Math.max(from + 1, rows * end / bands);
    for (int row = 0; row < rows; row++) {
      boolean thumb = row >= from && row < to;
      canvas.put(
          canvas.columns() - 1, row, thumb ? '█' : '│', Style.plain(thumb ? Tone.DIM : Tone.RULE));
    }
  }
}
