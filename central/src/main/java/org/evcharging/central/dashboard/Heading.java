package org.evcharging.central.dashboard;

/** The line above a panel or a site: a rule with words in it. */
final class Heading {
  private Heading() {}

  /** Draws over the whole row, and returns the column after the words. */
  static int draw(Canvas canvas, int row, String words) {
    canvas.fillRow(row, '─', Style.plain(Tone.RULE));
    String shown = PlainText.fit(PlainText.of(words), canvas.columns() - 4);
    return canvas.text(1, row, " " + shown + " ", Style.bold(Tone.STRONG));
  }
}
