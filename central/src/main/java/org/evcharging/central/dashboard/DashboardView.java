package org.evcharging.central.dashboard;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.graphics.TextGraphics;
import java.util.List;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;

/** Draws a frame over the whole screen, whatever its size. Not thread-safe. */
final class DashboardView {
  /**
   * What the drawing came to.
   *
   * @param cursor where the terminal's cursor belongs
   * @param scroll which part of the grid is to be seen
   */
  record Drawn(TerminalPosition cursor, Scroll scroll) {}

  private final Palette palette;

  DashboardView(Palette palette) {
    this.palette = palette;
  }

  Drawn draw(TextGraphics graphics, Frame frame) {
    Canvas screen = new Canvas(graphics, palette);
    screen.fill(Style.plain(Tone.TEXT));
    List<ChargePointView> shown = Filter.matching(frame.operator().filter(), frame.chargePoints());
    Layout layout = Layout.of(shown, screen.columns(), screen.rows());
    Canvas cells = screen.part(layout.cells());
    Scroll scroll =
        shown.isEmpty()
            ? drawEmpty(cells, frame)
            : layout.grid().draw(cells, frame.operator().firstBand());
    RequestPanel.draw(screen.part(layout.requests()), frame);
    MessagePanel.draw(screen.part(layout.messages()), frame.messages());
    TitleBar.draw(screen.part(layout.title()), frame, shown.size(), scroll);
    switch (frame.operator().overlay()) {
      case Overlay.Help _ -> HelpBox.draw(screen);
      case Overlay.Detail detail -> DetailBox.draw(screen, frame, detail.chargePoint());
      case Overlay.None _ -> {}
    }
    TerminalPosition cursor = CommandRow.draw(screen.part(layout.command()), frame.operator());
    return new Drawn(cursor.withRelativeRow(layout.command().row()), scroll);
  }

  private static Scroll drawEmpty(Canvas cells, Frame frame) {
    String filter = PlainText.of(frame.operator().filter());
    String words =
        filter.isEmpty()
            ? "No charge point has registered yet. Start an engine and a monitor."
            : "No charge point matches \"" + filter + "\"; filter alone shows all.";
    cells.text(2, 1, PlainText.fit(words, cells.columns() - 4), Style.plain(Tone.DIM));
    return Scroll.NOTHING;
  }
}
