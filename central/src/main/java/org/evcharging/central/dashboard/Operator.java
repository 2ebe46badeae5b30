package org.evcharging.central.dashboard;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.List;
import org.evcharging.central.dashboard.Frame.OperatorView;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.model.ChargePointId;

/**
 * The operator at the keyboard: what was typed, what is shown, what was ordered. Not thread-safe.
 */
final class Operator {
  /** What a key asks of the loop that reads it. */
  enum Wish {
    GO_ON,
    DRAW_ANEW,
    QUIT
  }

  private final Orders orders;
  private final CommandLine line = new CommandLine();
  private String hint = "";
  private String filter = "";
  private int firstBand;
  private Overlay overlay = new Overlay.None();

  Operator(Orders orders) {
    this.orders = orders;
  }

  OperatorView view() {
    return new OperatorView(line.text(), line.cursor(), hint, filter, firstBand, overlay);
  }

  /**
   * Does what a key stands for.
   *
   * @param chargePointIds what Tab may complete
   * @param scroll what the last drawing showed
   */
  Wish press(KeyStroke key, List<String> chargePointIds, Scroll scroll) {
    hint = "";
    if (key.getKeyType() == KeyType.Character && key.isCtrlDown()) {
      return control(key.getCharacter());
    }
    if (!(overlay instanceof Overlay.None)) {
      overlay = new Overlay.None();
      return Wish.GO_ON;
    }
    switch (key.getKeyType()) {
      case PageUp -> firstBand = scroll.previousPage();
      case PageDown -> firstBand = scroll.nextPage();
      case Tab -> complete(chargePointIds);
      case Enter -> {
        return obey(OperatorCommand.parse(line.enter()));
      }
      default -> edit(key);
    }
    return Wish.GO_ON;
  }

  private Wish control(char character) {
    return switch (Character.toLowerCase(character)) {
      case 'c' -> Wish.QUIT;
      case 'l' -> Wish.DRAW_ANEW;
      case 'u' -> {
        line.replace("");
        yield Wish.GO_ON;
      }
      default -> Wish.GO_ON;
    };
  }

  private void edit(KeyStroke key) {
    switch (key.getKeyType()) {
      case Character -> line.type(key.getCharacter());
      case Backspace -> line.deleteBefore();
      case Delete -> line.deleteAfter();
      case ArrowLeft -> line.move(-1);
      case ArrowRight -> line.move(1);
      case Home -> line.move(-line.cursor());
      case End -> line.move(line.text().length());
      case ArrowUp -> line.earlier();
      case ArrowDown -> line.later();
      case Escape -> line.replace("");
      default -> {
        // Keys that mean nothing here.
      }
    }
  }

  private void complete(List<String> chargePointIds) {
    if (line.cursor() < line.text().length()) {
      return;
    }
    Completion completion = Completion.of(line.text(), chargePointIds);
    line.replace(completion.line());
    hint = String.join("  ", completion.choices());
  }

  private Wish obey(OperatorCommand command) {
    switch (command) {
      case OperatorCommand.OrderOne(var order, var chargePoint) -> orders.give(order, chargePoint);
      case OperatorCommand.OrderAll(var order) -> orders.giveAll(order);
      case OperatorCommand.FilterBy(String text) -> {
        filter = text;
        firstBand = 0;
      }
      case OperatorCommand.Show(ChargePointId chargePoint) ->
          overlay = new Overlay.Detail(chargePoint);
      case OperatorCommand.Help() -> overlay = new Overlay.Help();
      case OperatorCommand.Unclear(String why) -> orders.say(Level.WARNING, why);
      case OperatorCommand.Nothing() -> {}
      case OperatorCommand.Quit() -> {
        return Wish.QUIT;
      }
    }
    return Wish.GO_ON;
  }
}
