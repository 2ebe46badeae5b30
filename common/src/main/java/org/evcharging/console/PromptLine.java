package org.evcharging.console;

import java.util.function.Consumer;

/** What both kinds of prompt do with a line: hand it over, and survive what comes back. */
final class PromptLine {
  private PromptLine() {}

  static void handle(String line, Consumer<String> onLine, Consumer<String> onError) {
    String command = line.strip();
    if (command.isEmpty()) {
      return;
    }
    try {
      onLine.accept(command);
    } catch (UserError e) {
      onError.accept(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      onError.accept("\"" + command + "\" failed, which is an error in ev itself: " + e);
    }
  }
}
