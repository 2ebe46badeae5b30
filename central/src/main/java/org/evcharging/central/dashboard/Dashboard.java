package org.evcharging.central.dashboard;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.graphics.BasicTextImage;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.evcharging.central.dashboard.Frame.OperatorView;
import org.evcharging.central.state.MessageBoard;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.central.state.OperatorDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Central's screen in the terminal, and the operator's command line. A thread of its own reads the
 * keys and draws, at most ten times a second and only what changed. Thread-safe.
 *
 * <p>The terminal is given back as it was when the dashboard is closed, when the operator quits,
 * when drawing fails and when the JVM goes down. If drawing fails, Central goes on without it.
 */
public final class Dashboard implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Dashboard.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  private final Terminal terminal;
  private final DashboardSource source;
  private final MessageBoard board;
  private final Operator operator;
  private final DashboardView view;
  private final Runnable onQuit;
  private final InstantSource clock;
  private final Thread thread;
  private final Semaphore closing = new Semaphore(0);

  private Dashboard(
      Terminal terminal,
      ColourDepth depth,
      DashboardSource source,
      OperatorDesk desk,
      MessageBoard board,
      Runnable onQuit,
      InstantSource clock) {
    this.terminal = terminal;
    this.source = source;
    this.board = board;
    this.operator = new Operator(new Orders(desk, board, clock));
    this.view = new DashboardView(new Palette(depth));
    this.onQuit = onQuit;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("dashboard").unstarted(this::run);
  }

  /**
   * Takes over the terminal that the program was started in. Nothing else may print to it until the
   * dashboard is closed; {@code System.out} and {@code System.err} may be turned elsewhere.
   *
   * @param onQuit called once, on the dashboard's thread and with the terminal already given back,
   *     if the operator says {@code quit} or presses Ctrl-C
   * @throws IOException with a line for the user, if there is no terminal
   */
  public static Dashboard open(
      DashboardSource source, OperatorDesk desk, MessageBoard board, Runnable onQuit)
      throws IOException {
    ColourDepth depth = ColourDepth.of(System.getenv());
    return on(OperatorTerminal.open(), depth, source, desk, board, onQuit, InstantSource.system());
  }

  /** The same on any terminal. */
  static Dashboard on(
      Terminal terminal,
      ColourDepth depth,
      DashboardSource source,
      OperatorDesk desk,
      MessageBoard board,
      Runnable onQuit,
      InstantSource clock) {
    Dashboard dashboard = new Dashboard(terminal, depth, source, desk, board, onQuit, clock);
    dashboard.thread.start();
    return dashboard;
  }

  /**
   * The screen as it would look at this moment in a terminal of that size, as a picture for
   * documents. Needs no terminal.
   *
   * @return an SVG document
   */
  public static String picture(
      DashboardSource source, MessageBoard board, Instant now, int columns, int rows) {
    BasicTextImage image = new BasicTextImage(new TerminalSize(columns, rows));
    Frame frame = ScreenLoop.look(source, board, now, OperatorView.AT_FIRST);
    new DashboardView(new Palette(ColourDepth.TRUE_COLOUR)).draw(image.newTextGraphics(), frame);
    return ScreenPicture.svg(image);
  }

  /** Gives the terminal back. Waits for that, unless called by {@code onQuit}. Idempotent. */
  @Override
  public void close() {
    closing.release();
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        log.warn("dashboard did not close within seconds={}", CLOSE_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean quit = false;
    Optional<Throwable> failure = Optional.empty();
    try {
      TerminalScreen screen = new TerminalScreen(terminal);
      screen.startScreen();
      quit = new ScreenLoop(screen, source, board, operator, view, clock).run(closing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      failure = Optional.of(e);
    } finally {
      giveTerminalBack();
    }
    failure.ifPresent(this::report);
    if (quit) {
      onQuit.run();
    }
  }

  private void giveTerminalBack() {
    try {
      terminal.exitPrivateMode();
    } catch (IOException | IllegalStateException e) {
      log.debug("the terminal was given back by somebody else, or is gone", e);
    }
    try {
      terminal.close();
    } catch (IOException e) {
      log.debug("the terminal is gone", e);
    }
  }

  private void report(Throwable failure) {
    log.error("dashboard failed; central goes on without it", failure);
    board.post(new Message(clock.instant(), Level.ERROR, "dashboard failed: " + failure));
    System.err.println(
        "dashboard failed (" + failure + "); Central goes on without it; Ctrl-C stops Central");
  }
}
