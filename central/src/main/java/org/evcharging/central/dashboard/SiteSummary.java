package org.evcharging.central.dashboard;

import static org.evcharging.central.state.NetworkSnapshot.SessionStage.CHARGING;
import static org.evcharging.central.state.NetworkSnapshot.SessionStage.ENDING;

import java.util.List;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.SessionView;

/**
 * A site in one line.
 *
 * @param powerW what its sessions take at this moment
 */
record SiteSummary(String name, int chargePoints, int charging, long powerW) {

  static SiteSummary of(String name, List<ChargePointView> members) {
    long charging = members.stream().filter(SiteSummary::isCharging).count();
    return new SiteSummary(name, members.size(), (int) charging, powerW(members));
  }

  /** Whatever the status it is shown with. */
  private static boolean isCharging(ChargePointView point) {
    return point
        .session()
        .filter(session -> session.stage() == CHARGING || session.stage() == ENDING)
        .isPresent();
  }

  /** What all sessions take together, also those beneath another status. */
  static long powerW(List<ChargePointView> points) {
    return points.stream()
        .flatMap(point -> point.session().stream())
        .mapToLong(SessionView::powerW)
        .sum();
  }

  void draw(Canvas canvas, int row) {
    int end = Heading.draw(canvas, row, name);
    String figures = PlainText.firstThatFits(canvas.columns() - end - 4, figures());
    if (!figures.isEmpty()) {
      canvas.text(end, row, " " + figures + " ", Style.plain(Tone.DIM));
    }
  }

  private List<String> figures() {
    String points =
        chargePoints == 1 ? "1 charge point" : Figures.count(chargePoints) + " charge points";
    String supply = charging + " charging · " + Figures.kilowatts(powerW);
    return charging == 0 && powerW == 0
        ? List.of(points, "")
        : List.of(points + " · " + supply, supply, "");
  }
}
