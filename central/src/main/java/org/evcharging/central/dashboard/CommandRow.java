package org.evcharging.central.dashboard;

import com.googlecode.lanterna.TerminalPosition;
import java.util.List;
import org.evcharging.central.dashboard.Frame.OperatorView;

/** The line at the bottom where the operator types. */
final class CommandRow {
  private static final String PROMPT = " › ";
  private static final Style PLACE = Style.bold(Tone.BRIGHT_GREEN, Tone.GREY_TINT);
  private static final Style TYPED = Style.plain(Tone.STRONG, Tone.GREY_TINT);
  private static final Style HINT = Style.plain(Tone.DIM, Tone.GREY_TINT);

  private static final List<String> WHAT_TO_TYPE =
      List.of(
          "stop ID|all   resume ID|all   show ID   filter TEXT   help   quit   Tab completes ",
          "stop ID|all   resume ID|all   show ID   filter TEXT   help   quit ",
          "stop · resume · show · filter · help · quit ",
          "help · quit ",
          "");

  private CommandRow() {}

  /** Draws the row, and returns where on the canvas the cursor is. */
  static TerminalPosition draw(Canvas canvas, OperatorView operator) {
    canvas.fill(HINT);
    int start = canvas.text(0, 0, PROMPT, PLACE);
    int room = Math.max(1, canvas.columns() - start - 1);
    // A line longer than the row slides so that the cursor stays in sight.
    int slide = Math.max(0, operator.cursor() - room);
    int end = canvas.text(start, 0, operator.line().substring(slide), TYPED);
    drawHint(canvas, operator, end);
    int cursor = start + PlainText.columns(operator.line().substring(slide, operator.cursor()));
    return new TerminalPosition(cursor, 0);
  }

  private static void drawHint(Canvas canvas, OperatorView operator, int end) {
    int room = canvas.columns() - end - 3;
    if (!operator.hint().isEmpty()) {
      String hint = PlainText.fit(PlainText.of(operator.hint()) + " ", room);
      canvas.textEndingAt(canvas.columns(), 0, hint, HINT);
    } else if (operator.line().isEmpty()) {
      canvas.textEndingAt(canvas.columns(), 0, PlainText.firstThatFits(room, WHAT_TO_TYPE), HINT);
    }
  }
}
