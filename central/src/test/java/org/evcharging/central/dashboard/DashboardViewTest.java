package org.evcharging.central.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evcharging.central.dashboard.Frame.OperatorView;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.RequestBoard.RequestLine;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardViewTest {
  @ParameterizedTest
  @CsvSource({"80, 24", "100, 30", "120, 36", "200, 50", "400, 120"})
  void everyPartHasItsPlaceOnScreensOfAllSizes(int columns, int rows) {
    DrawnScreen screen = DrawnScreen.of(Scenes.frame(Scenes.allStatuses()), columns, rows);

    assertThat(screen.row(0)).startsWith(" EV Charging Central").contains("18:04:31 UTC");
    assertThat(screen.row(1)).contains("5 connected", "1 charging", "42.8 kW", "103.09 €");
    assertThat(screen.text()).contains("Madrid", "Valencia", "Requests", "Messages");
    for (ChargePointView point : Scenes.allStatuses()) {
      assertThat(screen.text()).contains(point.id().value());
    }
    assertThat(screen.scroll().isNeeded()).isFalse();
    assertThat(screen.text()).contains("2026-11-20 18:04:29  D-luis  MAD-03  asking charge point");
    assertThat(screen.text()).contains("18:04:28  info   stop VLC-01: done");
    assertThat(screen.row(rows - 1)).startsWith(" ›").contains("help", "quit");
    assertThat(screen.cursor().getRow()).isEqualTo(rows - 1);
  }

  @ParameterizedTest
  @CsvSource({"10, 3", "1, 1", "2, 50", "80, 4", "80, 5", "300, 2", "25, 8", "40, 12"})
  void noSizeIsTooSilly(int columns, int rows) {
    Frame frame = Scenes.frame(Scenes.many(50));

    assertThatCode(() -> DrawnScreen.of(frame, columns, rows)).doesNotThrowAnyException();
    assertThatCode(() -> DrawnScreen.of(frame.with(helpOver("sto")), columns, rows))
        .doesNotThrowAnyException();
  }

  @Test
  void aNetworkWithoutChargePointsSaysWhatToDo() {
    assertThat(DrawnScreen.of(Scenes.frame(List.of()), 80, 24).text())
        .contains("No charge point has registered yet");
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "100, 30", "200, 50"})
  void pagingDownShowsEachOfHundredsOfChargePoints(int columns, int rows) {
    List<ChargePointView> points = Scenes.many(500);
    Set<String> seen = new HashSet<>();
    int firstBand = 0;
    int pages = 0;
    boolean more = true;
    while (more) {
      DrawnScreen screen = DrawnScreen.of(scrolled(points, firstBand), columns, rows);
      addIds(screen, seen);
      more = screen.scroll().nextPage() > firstBand && pages++ < 500;
      firstBand = screen.scroll().nextPage();
    }

    assertThat(seen).hasSize(500);
  }

  @Test
  void pagingUpComesBackToTheTop() {
    List<ChargePointView> points = Scenes.many(500);
    Scroll scroll = DrawnScreen.of(scrolled(points, Integer.MAX_VALUE), 100, 30).scroll();
    for (int page = 0; page < 100 && scroll.first() > 0; page++) {
      scroll = DrawnScreen.of(scrolled(points, scroll.previousPage()), 100, 30).scroll();
    }

    assertThat(scroll.first()).isZero();
  }

  @Test
  void theTitleSaysWhichOfHundredsAreShown() {
    DrawnScreen screen = DrawnScreen.of(Scenes.frame(Scenes.many(500)), 100, 30);

    assertThat(screen.row(0)).contains("showing 1–", " of 500", "PgUp PgDn");
  }

  @ParameterizedTest
  @CsvSource({"vlc, 3", "valencia, 3", "MALVARROSA, 1", "charging, 1", "d-ana, 1", "out order, 1"})
  void theFilterFindsIdSiteLocationStatusAndDriver(String filter, int found) {
    DrawnScreen screen = DrawnScreen.of(Scenes.filtered(Scenes.allStatuses(), filter), 100, 30);

    assertThat(screen.row(0)).contains("filter \"" + filter + "\": " + found + " of 6");
  }

  @Test
  void theFilterHidesTheOthers() {
    Frame frame = quiet(Scenes.filtered(Scenes.allStatuses(), "vlc"));

    assertThat(DrawnScreen.of(frame, 100, 30).text()).contains("VLC-01").doesNotContain("MAD-01");
  }

  @Test
  void aFilterThatFindsNothingSaysHowToSeeAllAgain() {
    assertThat(DrawnScreen.of(Scenes.filtered(Scenes.allStatuses(), "nowhere"), 100, 30).text())
        .contains("No charge point matches \"nowhere\"; filter alone shows all.");
  }

  @Test
  void theDetailShowsFactsSessionAndWhatWasSaidLast() {
    Frame frame = Scenes.frame(Scenes.allStatuses()).with(detailOf("VLC-01"));

    assertThat(DrawnScreen.of(frame, 100, 30).text())
        .contains(
            "╭─ VLC-01 ─",
            "Status      Out of Order (ending)",
            "Place       Malvarrosa 12, Valencia",
            "Price       0.25 €/kWh",
            "Power       22.0 kW",
            "Monitor     connected",
            "Driver      D-eva",
            "Supply      21.4 kW  7.420 kWh  1.86 €",
            "Requests    18:03:40  D-eva  AUTHORIZED",
            "Messages    18:04:28  stop VLC-01: done");
  }

  @Test
  void theDetailOfNoChargePointSaysSo() {
    Frame frame = Scenes.frame(Scenes.allStatuses()).with(detailOf("NONE-1"));

    assertThat(DrawnScreen.of(frame, 100, 30).text()).contains("There is no such charge point.");
  }

  @Test
  void theDetailFitsTheSmallestScreen() {
    Frame frame = Scenes.frame(Scenes.allStatuses()).with(detailOf("VLC-02"));

    assertThat(DrawnScreen.of(frame, 40, 10).text()).contains("VLC-02", "at fault: cable cut");
  }

  @Test
  void helpListsTheCommands() {
    Frame frame = Scenes.frame(Scenes.allStatuses()).with(helpOver(""));

    assertThat(DrawnScreen.of(frame, 80, 24).text())
        .contains("stop ID | all", "resume ID | all", "filter TEXT", "help", "quit", "Ctrl-C");
  }

  @Test
  void aLineLongerThanTheScreenSlidesWithTheCursor() {
    String line = "filter " + "abcdefghij".repeat(15);
    Frame frame =
        Scenes.frame(Scenes.allStatuses())
            .with(new OperatorView(line, line.length(), "", "", 0, new Overlay.None()));

    DrawnScreen screen = DrawnScreen.of(frame, 80, 24);

    assertThat(screen.row(23)).endsWith("abcdefghij ");
    assertThat(screen.cursor().getColumn()).isEqualTo(79);
  }

  @Test
  void aLongMessageTakesSeveralLinesAndSaysWhereItWasCut() {
    Frame frame = withMessage("MAD-01: " + "word ".repeat(100));

    assertThat(DrawnScreen.of(frame, 80, 24).text()).contains("word…");
  }

  @Test
  void whatOthersSendCannotMoveTheCursorOrGarbleALine() {
    String hostile = "\u001b[2J\u0007tab\tbell\u009b31m\u202etxet e\u0301\u200b🚗 end";
    Frame frame = withMessage(hostile);

    DrawnScreen screen = DrawnScreen.of(frame, 100, 30);

    assertThat(screen.text()).contains("[2J tab bell 31mtxet é? end");
  }

  @Test
  void wideCharactersFillTwoCells() {
    ChargePointView point =
        Scenes.at(Scenes.point("MAD-01", ChargePointStatus.AVAILABLE), "東京駅の前の長い長い場所の名前の続き");

    DrawnScreen screen = DrawnScreen.of(Scenes.frame(List.of(point)), 80, 24);

    assertThat(screen.text()).contains("東");
    assertThat(screen.row(4)).contains("│");
  }

  private static OperatorView detailOf(String id) {
    return new OperatorView("", 0, "", "", 0, new Overlay.Detail(new ChargePointId(id)));
  }

  private static OperatorView helpOver(String line) {
    return new OperatorView(line, line.length(), "", "", 0, new Overlay.Help());
  }

  private static Frame scrolled(List<ChargePointView> points, int firstBand) {
    return quiet(Scenes.frame(points))
        .with(new OperatorView("", 0, "", "", firstBand, new Overlay.None()));
  }

  /** Without panels that name charge points too. */
  private static Frame quiet(Frame frame) {
    return new Frame(
        frame.now(),
        frame.chargePoints(),
        frame.totals(),
        List.<RequestLine>of(),
        List.<Message>of(),
        frame.operator());
  }

  private static Frame withMessage(String text) {
    Frame frame = Scenes.frame(Scenes.allStatuses());
    return new Frame(
        frame.now(),
        frame.chargePoints(),
        frame.totals(),
        frame.requests(),
        List.of(new Message(Scenes.NOW, Level.WARNING, text)),
        frame.operator());
  }

  private static void addIds(DrawnScreen screen, Set<String> seen) {
    Matcher matcher = Pattern.compile("(MAD|VLC)-\\d{3}").matcher(screen.text());
    while (matcher.find()) {
      seen.add(matcher.group());
    }
  }
}
