package org.evcharging.central.dashboard;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.evcharging.central.state.NetworkSnapshot.Totals;

/** The two lines at the top: name, what is shown, date and time; then the totals. */
final class TitleBar {
  private static final Style TITLE = Style.bold(Tone.STRONG, Tone.TITLE_FILL);
  private static final Style NOTICE = Style.bold(Tone.NOTICE, Tone.TITLE_FILL);
  private static final Style CLOCK = Style.plain(Tone.TEXT, Tone.TITLE_FILL);

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC '").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC '").withZone(ZoneOffset.UTC);

  private TitleBar() {}

  /**
   * Draws over two rows.
   *
   * @param shown how many charge points the filter lets through
   */
  static void draw(Canvas canvas, Frame frame, int shown, Scroll scroll) {
    canvas.fillRow(0, ' ', TITLE);
    int columns = canvas.columns();
    int end =
        canvas.text(
            0,
            0,
            PlainText.firstThatFits(columns, List.of(" EV Charging Central ", " EV ")),
            TITLE);
    String time =
        PlainText.firstThatFits(
            columns - end - 1,
            List.of(DATE_TIME.format(frame.now()), TIME.format(frame.now()), ""));
    int start = canvas.textEndingAt(columns, 0, time, CLOCK);
    String notice = PlainText.fit(notice(frame, shown, scroll), start - end - 2);
    canvas.text(end + 1, 0, notice, NOTICE);
    drawTotals(canvas, frame);
  }

  private static String notice(Frame frame, int shown, Scroll scroll) {
    String filter = PlainText.of(frame.operator().filter());
    String filtered =
        filter.isEmpty()
            ? ""
            : "filter \"" + filter + "\": " + shown + " of " + frame.chargePoints().size() + "  ";
    int first = Math.min(scroll.pointsBefore() + 1, shown);
    String range = "showing " + first + "–" + scroll.pointsToEnd() + " of " + shown;
    return filtered + (scroll.isNeeded() ? range + "  PgUp PgDn" : "");
  }

  private static void drawTotals(Canvas canvas, Frame frame) {
    canvas.fillRow(1, ' ', Style.plain(Tone.TEXT, Tone.GREY_TINT));
    long powerW = SiteSummary.powerW(frame.chargePoints());
    String line = PlainText.firstThatFits(canvas.columns() - 2, totals(frame.totals(), powerW));
    canvas.text(1, 1, line, Style.plain(Tone.TEXT, Tone.GREY_TINT));
  }

  private static List<String> totals(Totals totals, long powerW) {
    String points = Figures.count(totals.chargePoints());
    String chargePoints =
        points + (totals.chargePoints() == 1 ? " charge point" : " charge points");
    String connected = Figures.count(totals.connected()) + " connected";
    String charging = Figures.count(totals.charging()) + " charging";
    String power = Figures.kilowatts(powerW);
    String energy = Figures.kilowattHours(totals.soldEnergy(), 3);
    String money = Figures.euros(totals.soldAmount());
    String ended = Figures.count(totals.endedSessions());
    return List.of(
        String.join(
            "   ",
            chargePoints,
            connected,
            charging,
            power + " now",
            ended + " sessions ended",
            "sold " + energy + " for " + money),
        String.join(" · ", chargePoints, connected, charging, power, "sold " + energy, money),
        String.join(" · ", points + " points", connected, charging, power, energy, money),
        String.join(" · ", points, charging, power, energy, money),
        String.join(" · ", charging, power, money),
        charging);
  }
}
