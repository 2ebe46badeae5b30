package org.evcharging.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Commands line by line from a pipe or a file; answers as plain lines. */
final class PipePrompt implements Prompt {
  private final BufferedReader in;
  private final PrintStream out;
  private final PrintStream err;
  private volatile boolean closed;

  PipePrompt(InputStream in, PrintStream out, PrintStream err) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
    this.err = err;
  }

  @Override
  public void run(Consumer<String> onLine) {
    try {
      for (String line = in.readLine(); line != null && !closed; line = in.readLine()) {
        PromptLine.handle(line, onLine, err::println);
      }
    } catch (IOException e) {
      err.println("the input cannot be read any further: " + e.getMessage());
    }
  }

  @Override
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  // A thread that waits in a read of stdin cannot be woken; the process ends without it.
  @Override
  public void close() {
    closed = true;
  }
}
