package org.evcharging.central.dashboard;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.MessageBoard.Message;

/** The application's messages: time, level, text. Newest last; long ones take several lines. */
final class MessagePanel {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final int TIME_COLUMN = 2;
  private static final int LEVEL_COLUMN = 12;
  private static final int TEXT_COLUMN = 19;

  /** One message never fills the whole panel. */
  private static final int MAX_LINES = 4;

  private MessagePanel() {}

  static void draw(Canvas canvas, List<Message> messages) {
    if (canvas.rows() == 0) {
      return;
    }
    Heading.draw(canvas, 0, "Messages");
    int room = canvas.rows() - 1;
    int textColumns = canvas.columns() - TEXT_COLUMN - 1;
    List<Paragraph> shown = new ArrayList<>();
    for (Message message : messages.reversed()) {
      if (room <= 0) {
        break;
      }
      List<String> lines = PlainText.wrapped(PlainText.of(message.text()), textColumns);
      lines = atMost(Math.min(room, MAX_LINES), lines, textColumns);
      room -= Math.max(1, lines.size());
      shown.add(new Paragraph(message, lines));
    }
    int row = 1;
    for (Paragraph paragraph : shown.reversed()) {
      row = paragraph.draw(canvas, row);
    }
  }

  private static List<String> atMost(int count, List<String> lines, int columns) {
    if (lines.size() <= count) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, count));
    some.set(count - 1, PlainText.fit(some.getLast() + " …", columns));
    return some;
  }

  private record Paragraph(Message message, List<String> lines) {
    int draw(Canvas canvas, int firstRow) {
      String time = TIME.format(message.at());
      canvas.text(TIME_COLUMN, firstRow, time, Style.plain(Tone.DIM));
      canvas.text(LEVEL_COLUMN, firstRow, word(message.level()), levelStyle(message.level()));
      int row = firstRow;
      for (String line : lines) {
        canvas.text(TEXT_COLUMN, row++, line, textStyle(message.level()));
      }
      return Math.max(row, firstRow + 1);
    }

    private static String word(Level level) {
      return switch (level) {
        case INFO -> "info";
        case WARNING -> "WARN";
        case ERROR -> "ERROR";
      };
    }

    private static Style levelStyle(Level level) {
      return switch (level) {
        case INFO -> Style.plain(Tone.DIM);
        case WARNING -> Style.bold(Tone.NOTICE);
        case ERROR -> Style.bold(Tone.RED_TEXT);
      };
    }

    private static Style textStyle(Level level) {
      return switch (level) {
        case INFO -> Style.plain(Tone.TEXT);
        case WARNING -> Style.plain(Tone.NOTICE);
        case ERROR -> Style.plain(Tone.RED_TEXT);
      };
    }
  }
}
