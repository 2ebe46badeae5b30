package org.evcharging.central.dashboard;

import static java.util.Comparator.reverseOrder;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.RequestBoard.RequestLine;

/** The requests: date, time, driver, charge point, answer. Newest last. */
final class RequestPanel {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  /** With less room than this the date is left out. */
  private static final int COLUMNS_FOR_DATE = 58;

  private static final int MAX_ID_COLUMNS = 14;

  private final Canvas canvas;
  private final List<RequestLine> lines;

  private RequestPanel(Canvas canvas, List<RequestLine> lines) {
    this.canvas = canvas;
    this.lines = lines;
  }

  static void draw(Canvas canvas, Frame frame) {
    if (canvas.rows() == 0) {
      return;
    }
    Heading.draw(canvas, 0, "Requests");
    List<RequestLine> chosen =
        worthShowing(frame.requests(), frame.chargePoints(), canvas.rows() - 1);
    new RequestPanel(canvas, chosen).drawLines();
  }

  /**
   * As many of the requests as there is room for, in their order. What is over makes room first, so
   * that a charge of an hour stays in sight.
   */
  static List<RequestLine> worthShowing(
      List<RequestLine> requests, List<ChargePointView> points, int room) {
    if (requests.size() <= room) {
      return requests;
    }
    Set<String> open = new HashSet<>();
    for (ChargePointView point : points) {
      point.session().ifPresent(s -> open.add(pair(s.driver().value(), point.id().value())));
    }
    boolean[] goesOn = new boolean[requests.size()];
    for (int i = requests.size() - 1; i >= 0; i--) {
      // Only the newest request of a driver at a charge point can be the one of its session.
      goesOn[i] = open.remove(pair(requests.get(i).driverId(), requests.get(i).chargePointId()));
    }
    return IntStream.range(0, requests.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> !goesOn[i]).thenComparing(reverseOrder()))
        .limit(Math.max(0, room))
        .sorted()
        .map(requests::get)
        .toList();
  }

  private static String pair(String driver, String chargePoint) {
    return driver + " " + chargePoint;
  }

  private void drawLines() {
    int driverColumns = widest(line -> line.driverId().length());
    int pointColumns = widest(line -> line.chargePointId().length());
    DateTimeFormatter clock = canvas.columns() < COLUMNS_FOR_DATE ? TIME : DATE_TIME;
    for (int i = 0; i < lines.size(); i++) {
      RequestLine line = lines.get(i);
      int row = i + 1;
      int column = canvas.text(2, row, clock.format(line.at()), Style.plain(Tone.DIM)) + 2;
      canvas.text(column, row, shortened(line.driverId(), driverColumns), Style.plain(Tone.STRONG));
      column += driverColumns + 2;
      canvas.text(
          column, row, shortened(line.chargePointId(), pointColumns), Style.plain(Tone.TEXT));
      column += pointColumns + 2;
      String answer = PlainText.fit(PlainText.of(line.answer()), canvas.columns() - column - 1);
      canvas.text(column, row, answer, Style.plain(tone(line.answer())));
    }
  }

  private int widest(ToIntFunction<RequestLine> length) {
    return Math.min(MAX_ID_COLUMNS, lines.stream().mapToInt(length).max().orElse(0));
  }

  private static String shortened(String id, int columns) {
    return PlainText.fit(PlainText.of(id), columns);
  }

  private static Tone tone(String answer) {
    String word = answer.split("\\W", 2)[0].toUpperCase(Locale.ROOT);
    return switch (word) {
      case "DENIED" -> Tone.RED_TEXT;
      case "EXPIRED" -> Tone.NOTICE;
      case "AUTHORIZED", "CHARGING" -> Tone.GREEN;
      case "ENDED", "CORRECTED" -> Tone.TEXT;
      default -> Tone.CYAN;
    };
  }
}
