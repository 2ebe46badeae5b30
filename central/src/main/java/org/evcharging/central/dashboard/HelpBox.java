package org.evcharging.central.dashboard;

import java.util.List;

/** What the operator can type, over the middle of the screen until a key is pressed. */
final class HelpBox {
  private record Entry(String words, String meaning) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("stop ID | all", "end the supply now; Out of Order until resumed"),
          new Entry("resume ID | all", "put back into service"),
          new Entry("show ID", "all there is to know of one charge point"),
          new Entry("filter TEXT", "show where id, site, place, status or driver"),
          new Entry("", "has these words; filter alone shows all"),
          new Entry("help", "this"),
          new Entry("quit", "stop Central (Ctrl-C does the same)"),
          new Entry("", ""),
          new Entry("PgUp PgDn", "scroll the charge points"),
          new Entry("Tab", "complete a command or an id"),
          new Entry("↑ ↓", "earlier commands"),
          new Entry("Ctrl-L", "draw the screen anew"));

  private static final String FOOT = "any key closes";
  private static final int COLUMNS = 68;
  private static final int MEANING_COLUMN = 20;
  private static final Style FRAME = Style.plain(Tone.CYAN, Tone.GREY_TINT);
  private static final Style WORDS = Style.bold(Tone.STRONG, Tone.GREY_TINT);
  private static final Style MEANING = Style.plain(Tone.TEXT, Tone.GREY_TINT);

  private HelpBox() {}

  static void draw(Canvas screen) {
    int columns = Math.min(COLUMNS, screen.columns());
    int rows = Math.min(ENTRIES.size() + 2, screen.rows());
    int left = (screen.columns() - columns) / 2;
    int top = (screen.rows() - rows) / 2;
    Canvas box = screen.part(new Area(left, top, columns, rows));
    box.fill(MEANING);
    Box.draw(box, FRAME);
    box.text(2, 0, " Help ", WORDS);
    box.textEndingAt(columns - 2, rows - 1, " " + FOOT + " ", FRAME);
    for (int i = 0; i < ENTRIES.size() && i < rows - 2; i++) {
      box.text(3, i + 1, ENTRIES.get(i).words(), WORDS);
      String meaning = PlainText.fit(ENTRIES.get(i).meaning(), columns - MEANING_COLUMN - 2);
      box.text(MEANING_COLUMN, i + 1, meaning, MEANING);
    }
  }
}
