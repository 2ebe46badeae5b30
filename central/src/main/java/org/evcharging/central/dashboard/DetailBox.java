package org.evcharging.central.dashboard;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.SessionView;
import org.evcharging.central.state.RequestBoard.RequestLine;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;

/** One charge point: its facts, its session, and what was said of it last. */
final class DetailBox {
  /** A line of the box; without a name it goes on from the one above. */
  private record Line(String name, String words, Style style) {}

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final String FOOT = "any key closes";
  private static final int COLUMNS = 76;
  private static final int WORDS_COLUMN = 14;

  /** Of the requests, and of the messages. */
  private static final int MAX_RECENT = 5;

  private static final Style FRAME = Style.plain(Tone.CYAN, Tone.GREY_TINT);
  private static final Style NAME = Style.plain(Tone.DIM, Tone.GREY_TINT);
  private static final Style WORDS = Style.plain(Tone.TEXT, Tone.GREY_TINT);
  private static final Style STRONG = Style.bold(Tone.STRONG, Tone.GREY_TINT);

  private DetailBox() {}

  static void draw(Canvas screen, Frame frame, ChargePointId id) {
    List<Line> lines =
        frame.chargePoints().stream()
            .filter(point -> point.id().equals(id))
            .findFirst()
            .map(point -> linesOf(point, frame))
            .orElseGet(() -> List.of(new Line("", "There is no such charge point.", WORDS)));
    int columns = Math.min(COLUMNS, screen.columns());
    int rows = Math.min(lines.size() + 2, screen.rows());
    int left = (screen.columns() - columns) / 2;
    int top = (screen.rows() - rows) / 2;
    Canvas box = screen.part(new Area(left, top, columns, rows));
    box.fill(WORDS);
    Box.draw(box, FRAME);
    box.text(2, 0, " " + id + " ", STRONG);
    box.textEndingAt(columns - 2, rows - 1, " " + FOOT + " ", FRAME);
    for (int i = 0; i < rows - 2; i++) {
      Line line = lines.get(i);
      box.text(2, i + 1, line.name(), NAME);
      String words = PlainText.fit(PlainText.of(line.words()), columns - WORDS_COLUMN - 2);
      box.text(WORDS_COLUMN, i + 1, words, line.style());
    }
  }

  private static List<Line> linesOf(ChargePointView point, Frame frame) {
    List<Line> lines = new ArrayList<>();
    Style status = StatusLook.frameless(point.status()).head();
    lines.add(new Line("Status", CellWords.of(point).status().getFirst(), status));
    lines.add(new Line("Place", place(point), WORDS));
    lines.add(new Line("Price", point.tariff() + " €/kWh", WORDS));
    lines.add(new Line("Power", power(point), WORDS));
    lines.add(new Line("Monitor", monitor(point), WORDS));
    lines.add(new Line("Engine", engine(point), WORDS));
    lines.add(new Line("Stopped by", stoppedBy(point), WORDS));
    lines.add(blank());
    point.session().ifPresentOrElse(session -> addSession(lines, session), () -> addNone(lines));
    addRecent(lines, "Requests", requestsAt(point.id(), frame.requests()));
    addRecent(lines, "Messages", messagesOf(point.id(), frame.messages()));
    return lines;
  }

  private static String place(ChargePointView point) {
    String location = point.place().location();
    return location.isEmpty() ? point.place().site() : location + ", " + point.place().site();
  }

  private static String power(ChargePointView point) {
    return point.powerW() == 0 ? "its monitor did not say" : Figures.kilowatts(point.powerW());
  }

  private static String monitor(ChargePointView point) {
    return point.status() == ChargePointStatus.DISCONNECTED ? "not connected" : "connected";
  }

  private static String engine(ChargePointView point) {
    Optional<String> reason = point.faultReason();
    if (point.status() == ChargePointStatus.DISCONNECTED) {
      return "not known without its monitor";
    }
    return reason.map(why -> why.isBlank() ? "at fault" : "at fault: " + why).orElse("well");
  }

  private static String stoppedBy(ChargePointView point) {
    return point.holdOffs().isEmpty() ? "nobody" : String.join(", ", point.holdOffs());
  }

  private static void addNone(List<Line> lines) {
    lines.add(new Line("Session", "none", WORDS));
  }

  private static void addSession(List<Line> lines, SessionView session) {
    lines.add(new Line("Session", session.id().value(), WORDS));
    lines.add(new Line("Driver", session.driver().value(), STRONG));
    lines.add(new Line("Since", TIME.format(session.requestedAt()), WORDS));
    String supply =
        switch (session.stage()) {
          case REQUESTED -> "asking the charge point";
          case AUTHORIZED -> "authorised, not plugged in yet";
          case CHARGING, ENDING ->
              Figures.ofSupply(session.powerW(), session.energy(), session.amount()).getFirst();
        };
    lines.add(new Line("Supply", supply, STRONG));
  }

  private static List<String> requestsAt(ChargePointId id, List<RequestLine> requests) {
    return requests.stream()
        .filter(line -> line.chargePointId().equals(id.value()))
        .map(line -> TIME.format(line.at()) + "  " + line.driverId() + "  " + line.answer())
        .toList();
  }

  private static List<String> messagesOf(ChargePointId id, List<Message> messages) {
    return messages.stream()
        .filter(message -> names(message.text(), id.value()))
        .map(message -> TIME.format(message.at()) + "  " + message.text())
        .toList();
  }

  /** As a word of its own: MAD-1 is not named where MAD-10 is. */
  private static boolean names(String text, String id) {
    return List.of(text.split("[^A-Za-z0-9._-]+")).contains(id);
  }

  private static void addRecent(List<Line> lines, String name, List<String> all) {
    List<String> recent = all.subList(Math.max(0, all.size() - MAX_RECENT), all.size());
    if (recent.isEmpty()) {
      return;
    }
    lines.add(blank());
    for (int i = 0; i < recent.size(); i++) {
      lines.add(new Line(i == 0 ? name : "", recent.get(i), WORDS));
    }
  }

  private static Line blank() {
    return new Line("", "", WORDS);
  }
}
