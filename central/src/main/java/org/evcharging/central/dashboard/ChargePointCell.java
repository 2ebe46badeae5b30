package org.evcharging.central.dashboard;

import java.util.List;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.SessionView;

/** Draws one charge point in its rectangle of the grid, in the colours of its status. */
final class ChargePointCell {
  /** A piece of a location shorter than this tells nobody where it is. */
  private static final int MIN_LOCATION_COLUMNS = 5;

  /** Text begins here, and ends as far from the right edge. */
  private static final int INDENT = 2;

  private final Canvas canvas;
  private final ChargePointView view;
  private final StatusLook look;
  private final CellWords words;

  private ChargePointCell(Canvas canvas, ChargePointView view, StatusLook look) {
    this.canvas = canvas;
    this.view = view;
    this.look = look;
    this.words = CellWords.of(view);
  }

  /** Draws the charge point over the whole canvas. */
  static void draw(Canvas canvas, ChargePointView view, Density density) {
    switch (density) {
      case SPACIOUS -> framed(canvas, view).drawSpacious();
      case ROOMY -> framed(canvas, view).drawRoomy();
      case DENSE ->
          new ChargePointCell(canvas, view, StatusLook.frameless(view.status())).drawDense();
    }
  }

  private static ChargePointCell framed(Canvas canvas, ChargePointView view) {
    return new ChargePointCell(canvas, view, StatusLook.framed(view.status()));
  }

  private void drawSpacious() {
    drawFrame();
    drawHead("");
    drawLocation(1);
    drawStatus(3);
    drawDetail(4);
    view.session().ifPresent(session -> drawPower(session, 5));
  }

  private void drawRoomy() {
    drawFrame();
    drawHead("");
    drawLocation(1);
    drawStatus(2);
    drawDetail(3);
  }

  private void drawDense() {
    canvas.fill(look.body());
    canvas.fillRow(0, ' ', look.head());
    drawStatus(1);
    if (words.isAtRest()) {
      drawHead("");
      drawLocation(2);
    } else {
      drawHead(location());
      drawDetail(2);
    }
  }

  private void drawFrame() {
    canvas.fill(look.body());
    if (look.filled()) {
      canvas.fillRow(0, ' ', look.head());
      // Half a row at the foot keeps filled cells apart that stand one above the other.
      canvas.fillRow(canvas.rows() - 1, '▀', Style.plain(look.body().fill()));
    } else {
      Box.draw(canvas, look.status().thin());
    }
  }

  /** The id to the left, the price to the right, and what there is room for between them. */
  private void drawHead(String between) {
    int columns = canvas.columns();
    int idColumns = columns - 4 - PlainText.columns(prices().get(1));
    String id = " " + PlainText.fit(view.id().value(), idColumns) + " ";
    int end = canvas.text(1, 0, id, look.head());
    int room = columns - end - 1;
    int wanted = between.isEmpty() ? 0 : PlainText.columns(between) + 1;
    // A long location takes the price's unit away, but not the price.
    int forPrice = Math.max(room - wanted, Math.min(room, PlainText.columns(prices().get(1))));
    String price = PlainText.firstThatFits(forPrice, prices());
    int start = canvas.textEndingAt(columns - 1, 0, price, look.head());
    if (start - end - 1 >= MIN_LOCATION_COLUMNS) {
      canvas.text(end, 0, PlainText.fit(between, start - end - 1), look.head().thin());
    }
  }

  private List<String> prices() {
    return List.of(" " + view.tariff() + " €/kWh ", " " + view.tariff() + " € ", "");
  }

  private void drawLocation(int row) {
    canvas.text(INDENT, row, PlainText.fit(location(), innerColumns()), look.body());
  }

  private void drawStatus(int row) {
    String driver = PlainText.fit(words.driver(), innerColumns() / 2);
    int room = innerColumns() - (driver.isEmpty() ? 0 : PlainText.columns(driver) + 1);
    String status = PlainText.firstThatFits(room, words.status());
    canvas.text(INDENT, row, status, look.status());
    canvas.textEndingAt(canvas.columns() - INDENT, row, driver, look.status());
  }

  private void drawDetail(int row) {
    String detail = PlainText.firstThatFits(innerColumns(), words.detail());
    canvas.text(INDENT, row, detail, look.body());
  }

  /** A bar: how much of what the charge point can supply is taken. */
  private void drawPower(SessionView session, int row) {
    if (view.powerW() <= 0 || session.powerW() <= 0) {
      return;
    }
    long taken = Math.min(session.powerW(), view.powerW()) * innerColumns() / view.powerW();
    for (int i = 0; i < innerColumns(); i++) {
      Style style = i < taken ? look.status() : look.trace();
      canvas.put(INDENT + i, row, '━', style);
    }
  }

  private String location() {
    return PlainText.of(view.place().location());
  }

  private int innerColumns() {
    return canvas.columns() - 2 * INDENT;
  }
}
