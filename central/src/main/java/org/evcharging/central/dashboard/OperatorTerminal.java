package org.evcharging.central.dashboard;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.UnixLikeTTYTerminal;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The terminal this process was started in, taken over for a screen. However the process ends,
 * short of {@code kill -9}, it is given back as it was: by {@link #close}, or by the shutdown hook
 * that Lanterna adds. Ctrl-C arrives as a key, not as a signal.
 */
final class OperatorTerminal extends UnixLikeTTYTerminal {
  private static final File TTY = new File("/dev/tty");
  private static final TerminalSize SMALLEST_COMMON = new TerminalSize(80, 24);

  private final Gate gate;

  private OperatorTerminal(Gate gate) throws IOException {
    super(
        TTY,
        new FileInputStream(FileDescriptor.in),
        gate,
        StandardCharsets.UTF_8,
        CtrlCBehaviour.TRAP);
    this.gate = gate;
  }

  /**
   * Takes the terminal over; from here on it does not echo what is typed.
   *
   * @throws IOException with a line for the user, if there is none
   */
  static OperatorTerminal open() throws IOException {
    if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
      throw new IOException("there is no terminal to draw the dashboard on; use --headless");
    }
    // Not System.out: whoever turns that to a file, so that nobody prints over the screen, may.
    return new OperatorTerminal(new Gate(new FileOutputStream(FileDescriptor.out)));
  }

  /** Asks the system, where Lanterna would ask the terminal and wait for its answer as if typed. */
  @Override
  protected TerminalSize findTerminalSize() throws IOException {
    String[] rowsAndColumns = runSTTYCommand("size").strip().split(" ", -1);
    if (rowsAndColumns.length != 2) {
      return SMALLEST_COMMON;
    }
    try {
      int rows = Integer.parseInt(rowsAndColumns[0]);
      int columns = Integer.parseInt(rowsAndColumns[1]);
      return rows > 0 && columns > 0 ? new TerminalSize(columns, rows) : SMALLEST_COMMON;
    } catch (NumberFormatException e) {
      return SMALLEST_COMMON;
    }
  }

  /**
   * Keys that the system would take for itself are keys here. Ctrl-Z would leave the screen behind,
   * and Ctrl-S block whoever draws. What was set before comes back with the saved settings.
   */
  @Override
  protected void keyStrokeSignalsEnabled(boolean enabled) throws IOException {
    if (!enabled) {
      runSTTYCommand("-isig", "-ixon");
    }
  }

  /** Lanterna's own pads characters of two bytes with a zero. */
  @Override
  protected byte[] translateCharacter(char character) {
    return String.valueOf(character).getBytes(StandardCharsets.UTF_8);
  }

  /** Nothing is drawn any more after this: not by a frame that was half written either. */
  @Override
  public void exitPrivateMode() throws IOException {
    synchronized (gate) {
      super.exitPrivateMode();
      gate.shut();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } catch (IllegalStateException e) {
      // The JVM is going down, and Lanterna's hook, which cannot be taken out any more, has run or
      // will: it restores the same settings.
    }
  }

  /**
   * Lets bytes through until it is shut. Lanterna, too, synchronises on it. Without it the shutdown
   * hook could give the terminal back while the dashboard's thread is in the middle of a frame.
   */
  private static final class Gate extends FilterOutputStream {
    private static final int FRAME_BYTES = 1 << 16;
    private boolean shut;

    Gate(OutputStream out) {
      super(new BufferedOutputStream(out, FRAME_BYTES));
    }

    synchronized void shut() {
      shut = true;
    }

    @Override
    public synchronized void write(int b) throws IOException {
      if (!shut) {
        out.write(b);
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      if (!shut) {
        out.write(bytes, offset, length);
      }
    }

    @Override
    public synchronized void flush() throws IOException {
      out.flush();
    }
  }
}
