package org.evcharging.central.dashboard;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import com.googlecode.lanterna.screen.TerminalScreen;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.evcharging.central.dashboard.DashboardView.Drawn;
import org.evcharging.central.dashboard.Frame.OperatorView;
import org.evcharging.central.state.MessageBoard;
import org.evcharging.central.state.NetworkSnapshot;

/** Reads keys, looks at the network, and draws what changed. For one thread. */
final class ScreenLoop {
  /** How soon a key is seen. */
  private static final long TICK_MS = 20;

  /** Ten drawings a second are as many as an eye can use. */
  private static final long DRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How soon a change in the network is seen. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** A paste into the terminal must not keep us from drawing. */
  private static final int MAX_KEYS_A_TICK = 200;

  private final TerminalScreen screen;
  private final DashboardSource source;
  private final MessageBoard board;
  private final Operator operator;
  private final DashboardView view;
  private final InstantSource clock;

  private Frame frame;
  private Scroll scroll = Scroll.NOTHING;
  private Optional<Frame> drawn = Optional.empty();
  private long lookedAtNanos = System.nanoTime();
  private long drawnAtNanos = System.nanoTime() - DRAW_NANOS;
  private boolean inputEnded;

  ScreenLoop(
      TerminalScreen screen,
      DashboardSource source,
      MessageBoard board,
      Operator operator,
      DashboardView view,
      InstantSource clock) {
    this.screen = screen;
    this.source = source;
    this.board = board;
    this.operator = operator;
    this.view = view;
    this.clock = clock;
    this.frame = look(source, board, clock.instant(), operator.view());
  }

  /** What there is to be seen at this moment. */
  static Frame look(
      DashboardSource source, MessageBoard board, Instant now, OperatorView operator) {
    NetworkSnapshot network = source.snapshot();
    return new Frame(
        now.truncatedTo(ChronoUnit.SECONDS),
        network.chargePoints(),
        network.totals(),
        source.requests(),
        board.messages(),
        operator);
  }

  /**
   * Goes on until the operator wants to quit, or there is a permit in {@code closing}.
   *
   * @return whether it was the operator
   * @throws IOException if the terminal is gone
   */
  boolean run(Semaphore closing) throws IOException, InterruptedException {
    do {
      if (!obeyKeys()) {
        return true;
      }
      lookAgain();
      drawIfChanged();
    } while (!closing.tryAcquire(TICK_MS, TimeUnit.MILLISECONDS));
    return false;
  }

  /** Returns false if the operator wants to quit. */
  private boolean obeyKeys() throws IOException {
    for (int i = 0; i < MAX_KEYS_A_TICK && !inputEnded; i++) {
      Optional<KeyStroke> key = Optional.ofNullable(screen.pollInput());
      if (key.isEmpty()) {
        break;
      }
      if (key.get().getKeyType() == KeyType.EOF) {
        // Nobody can type any more, but somebody may still be watching (spec §2).
        inputEnded = true;
        break;
      }
      switch (operator.press(key.get(), chargePointIds(), scroll)) {
        case QUIT -> {
          return false;
        }
        case DRAW_ANEW -> drawAnew();
        case GO_ON -> {}
      }
      frame = frame.with(operator.view());
    }
    return true;
  }

  private List<String> chargePointIds() {
    return frame.chargePoints().stream().map(point -> point.id().value()).toList();
  }

  private void drawAnew() throws IOException {
    screen.refresh(RefreshType.COMPLETE);
    drawn = Optional.empty();
  }

  private void lookAgain() {
    long now = System.nanoTime();
    if (now - lookedAtNanos >= LOOK_NANOS) {
      lookedAtNanos = now;
      frame = look(source, board, clock.instant(), operator.view());
    }
  }

  private void drawIfChanged() throws IOException {
    if (Optional.ofNullable(screen.doResizeIfNecessary()).isPresent()) {
      drawn = Optional.empty();
    }
    long now = System.nanoTime();
    if (now - drawnAtNanos >= DRAW_NANOS && !drawn.equals(Optional.of(frame))) {
      drawnAtNanos = now;
      Drawn result = view.draw(screen.newTextGraphics(), frame);
      screen.setCursorPosition(result.cursor());
      screen.refresh();
      scroll = result.scroll();
      drawn = Optional.of(frame);
    }
  }
}
