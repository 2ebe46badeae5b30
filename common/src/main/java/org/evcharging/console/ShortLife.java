package org.evcharging.console;

import org.jline.utils.Signals;

/**
 * The life of a command that asks something, prints the answer and ends. Told to stop before that
 * (spec §11), it says so in one line and exits with 0, as every program does: it has nothing to
 * hand over. A command that runs until it is told to stop has a {@link ProgramLife}, which takes
 * the signals over.
 */
final class ShortLife {
  private ShortLife() {}

  /**
   * Begins to listen for signals.
   *
   * @param command with all its words, for the line: {@code ev admin stop}
   */
  static void begin(String command) {
    Signals.register("TERM", () -> end(command, "SIGTERM"));
    Signals.register("INT", () -> end(command, "Ctrl-C"));
    Signals.register("HUP", () -> end(command, "SIGHUP"));
  }

  private static void end(String command, String which) {
    System.err.println(command + ": stopped (" + which + ") before there was an answer");
    Runtime.getRuntime().exit(0);
  }
}
