package org.evcharging.console;

import java.io.Console;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a program reads its user's commands and answers: with editing, history and completion when
 * both ends are a terminal, line by line from a pipe otherwise. {@link #say} and {@link #close} may
 * be called from any thread; {@link #run} from one.
 *
 * <p>Hand it to {@link ProgramLife#owns} last, so that the terminal is put right first.
 */
public interface Prompt extends AutoCloseable {
  /**
   * Opens the one that fits what stdin and stdout are.
   *
   * @param prompt what stands before what is typed, {@code "engine> "} say; not shown in a pipe
   * @param words completed with TAB
   */
  static Prompt open(String prompt, CommandWords words) {
    return terminal()
        ? TerminalPrompt.open(prompt, words)
        : new PipePrompt(System.in, System.out, System.err);
  }

  /** Whether stdin and stdout are both a terminal. */
  static boolean terminal() {
    Optional<Console> console = Optional.ofNullable(System.console());
    return console.isPresent() && console.get().isTerminal();
  }

  /**
   * Hands over each line that is not blank, stripped, until the end of input or {@link #close}. A
   * {@link UserError} or any other exception from the handler is told to the user and the next line
   * is read; the end of input ends nothing but this call.
   */
  void run(Consumer<String> onLine);

  /** Prints a line on stdout without garbling what is being typed. */
  void say(String line);

  /** Puts the terminal back as it was; {@link #run} returns soon after, if it can. */
  @Override
  void close();
}
