package org.evcharging.console;

import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * A line editor on the terminal. While it is open, stderr is printed above the line being typed, so
 * that log lines do not garble it.
 */
final class TerminalPrompt implements Prompt {
  private final String prompt;
  private final Terminal terminal;
  private final LineReader reader;
  private final PrintStream stderr;
  private volatile boolean closed;

  private TerminalPrompt(String prompt, Terminal terminal, LineReader reader) {
    this.prompt = prompt;
    this.terminal = terminal;
    this.reader = reader;
    this.stderr = System.err;
    System.setErr(
        new PrintStream(
            new LinesAbove(line -> printAbove(line, stderr)), true, StandardCharsets.UTF_8));
  }

  static TerminalPrompt open(String prompt, CommandWords words) {
    try {
      // Signals belong to ProgramLife, so that Ctrl-C ends the program and not only the line.
      Terminal terminal =
          TerminalBuilder.builder().system(true).dumb(true).nativeSignals(false).build();
      Signals.register("WINCH", () -> terminal.raise(Terminal.Signal.WINCH));
      return on(terminal, prompt, words);
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal cannot be used", e);
    }
  }

  static TerminalPrompt on(Terminal terminal, String prompt, CommandWords words) {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .completer((_, line, candidates) ->
                words
                    .after(line.words().subList(0, line.wordIndex()))
                    .forEach(word -> candidates.add(new Candidate(word))))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    reader.getWidgets().put(LineReader.CALLBACK_INIT, () -> keepSignals(terminal));
    bindPlainArrows(reader);
    return new TerminalPrompt(prompt, terminal, reader);
  }

  // The editor asks the terminal for its other arrow keys (ESC O A), and knows only those; a key
  // pressed before the terminal has heard of it would end up as [A in the line.
  private static void bindPlainArrows(LineReader reader) {
    KeyMap<Binding> keys = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
    keys.bind(new Reference(LineReader.UP_LINE_OR_SEARCH), "\033[A");
    keys.bind(new Reference(LineReader.DOWN_LINE_OR_SEARCH), "\033[B");
    keys.bind(new Reference(LineReader.FORWARD_CHAR), "\033[C");
    keys.bind(new Reference(LineReader.BACKWARD_CHAR), "\033[D");
  }

  // The editor would take Ctrl-C for itself; Ctrl-Z would leave the terminal half set up.
  private static boolean keepSignals(Terminal terminal) {
    Attributes attributes = terminal.getAttributes();
    attributes.setLocalFlag(Attributes.LocalFlag.ISIG, true);
    attributes.setControlChar(Attributes.ControlChar.VSUSP, 0);
    terminal.setAttributes(attributes);
    return true;
  }

  @Override
  public void run(Consumer<String> onLine) {
    while (!closed) {
      try {
        PromptLine.handle(reader.readLine(prompt), onLine, System.err::println);
      } catch (UserInterruptException | EndOfFileException e) {
        return;
      } catch (RuntimeException | IOError e) {
        if (closed) {
          return;
        }
        throw e;
      }
    }
  }

  @Override
  public void say(String line) {
    printAbove(line, System.out);
  }

  // Other parts may still have something to say when the terminal has been put back.
  private void printAbove(String line, PrintStream afterwards) {
    try {
      if (!closed) {
        reader.printAbove(line);
        return;
      }
    } catch (RuntimeException e) {
      if (!closed) {
        throw e;
      }
    }
    afterwards.println(line);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    System.setErr(stderr);
    if (reader.isReading()) {
      // What comes next must not stand behind half a command.
      terminal.writer().println();
      terminal.flush();
    }
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal cannot be put back as it was", e);
    }
  }

  /** Gathers bytes to lines; guarded by the PrintStream around it. */
  private static final class LinesAbove extends OutputStream {
    private final Consumer<String> print;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LinesAbove(Consumer<String> print) {
      this.print = print;
    }

    @Override
    public void write(int b) {
      if (b == '\n') {
        print.accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(b);
      }
    }
  }
}
