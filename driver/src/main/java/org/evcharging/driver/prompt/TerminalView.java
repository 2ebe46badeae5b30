package org.evcharging.driver.prompt;

import java.io.PrintStream;
import java.time.Instant;
import org.evcharging.driver.core.DriverView;
import org.evcharging.message.Notification;

/** For a terminal without a prompt: progress is one line that changes in place. */
public final class TerminalView implements DriverView {
  /** Back to the first column, and nothing behind it. */
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream terminal;
  private boolean progressShown;

  public TerminalView(PrintStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public void show(Notification notification, Instant at, boolean live) {
    if (notification instanceof Notification.Progress) {
      if (live) {
        terminal.print(CLEAR + LineView.lines(notification, at, true).getFirst());
        terminal.flush();
        progressShown = true;
      }
    } else {
      keepProgress();
      LineView.lines(notification, at, live).forEach(terminal::println);
    }
  }

  /** The last reading stays on the screen, and what follows begins a new line. */
  private void keepProgress() {
    if (progressShown) {
      terminal.println();
      progressShown = false;
    }
  }

  @Override
  public void say(String words) {
    keepProgress();
    terminal.println(words);
  }
}
