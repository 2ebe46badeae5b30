package org.evcharging.launcher.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * An {@code ev} command as a process of its own, the way a user starts it: what it prints is
 * gathered line by line, and it can be stopped in every way an operating system knows. Killed when
 * closed.
 */
public final class EvProcess implements AutoCloseable {
  /**
   * Linux gives ports from 32,768 on, others from 49,152. By chance, for other tests may run at the
   * same time.
   */
  private static final AtomicInteger NEXT_LASTING_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(20_000, 31_000));

  private final String name;
  private final Process process;
  private final Writer stdin;
  private final List<String> stdout = new CopyOnWriteArrayList<>();
  private final List<String> stderr = new CopyOnWriteArrayList<>();
  private final List<Thread> readers = new ArrayList<>();
  private volatile int passedOver;
  private volatile int passedOverErrors;

  private EvProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.stdin = process.outputWriter(StandardCharsets.UTF_8);
    readers.add(gather(process.getInputStream(), stdout));
    readers.add(gather(process.getErrorStream(), stderr));
  }

  /** Starts {@code ev args…} in a folder, which also holds its default data. */
  public static EvProcess start(Path folder, String... args) {
    return start(folder, Map.of(), args);
  }

  /** The same with environment variables added. */
  public static EvProcess start(Path folder, Map<String, String> environment, String... args) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("os.name").equals("Linux")) {
      // What a shell has started in the background ignores Ctrl-C, and so would its children.
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(java());
    command.add(args[0].equals("fleet") ? "-Xmx512m" : "-Xmx256m");
    command.addAll(Rehearsal.OPTIONS);
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("EV_"));
    builder.environment().putAll(environment);
    try {
      return new EvProcess("ev " + String.join(" ", args), builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JVM that runs the tests. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A port that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One that also stays free while its program is down: not of those that the operating system
   * gives to whoever asks for any, as clients do that try to reach the program meanwhile.
   */
  public static int lastingPort() {
    while (true) {
      int port = NEXT_LASTING_PORT.getAndIncrement();
      try (ServerSocket _ = new ServerSocket(port)) {
        return port;
      } catch (IOException e) {
        // Taken; the next one then.
      }
    }
  }

  /** The lines printed on stdout so far. */
  public List<String> stdout() {
    return List.copyOf(stdout);
  }

  /** The lines printed on stderr so far. */
  public List<String> stderr() {
    return List.copyOf(stderr);
  }

  /** From now on {@link #awaitLine} looks at later lines only. */
  void passOverLines() {
    passedOver = stdout.size();
    passedOverErrors = stderr.size();
  }

  /** Waits for a line on either stream, also one printed before. */
  public String awaitLine(Predicate<String> wanted, Duration timeout) {
    await("the awaited line", timeout, () -> anyLine(wanted).isPresent() || !process.isAlive());
    // The last lines of a process may be read after its end has been seen.
    if (!process.isAlive()) {
      joinReaders();
    }
    return anyLine(wanted)
        .orElseThrow(() -> new AssertionError("ended without the awaited line: " + this));
  }

  /** Writes a line to stdin. */
  public void type(String line) {
    try {
      stdin.write(line + System.lineSeparator());
      stdin.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes stdin. */
  public void endInput() {
    try {
      stdin.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kill -9}; returns when the process is gone. */
  public void kill9() {
    process.destroyForcibly();
    awaitExit(Duration.ofSeconds(10));
  }

  /** Asks it to stop, as Docker, systemd or {@code kill} do. */
  public void sigterm() {
    signal("TERM");
  }

  /** Sends a signal by name, {@code STOP} or {@code CONT} say. */
  public void signal(String signal) {
    signal(signal, List.of(this));
  }

  /** Sends a signal to several with one command. */
  static void signal(String signal, List<EvProcess> programs) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    programs.forEach(program -> command.add(String.valueOf(program.process.pid())));
    try {
      new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What its objects take that are in use, after a collection. */
  long liveHeapBytes() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    ProcessBuilder builder =
        new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), "GC.class_histogram");
    try (BufferedReader answer = builder.start().inputReader()) {
      String total = answer.lines().reduce("", (_, later) -> later.isBlank() ? "" : later);
      return Long.parseLong(total.strip().split("\\s+", -1)[2]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Waits for the end and for everything it printed; returns the exit code. */
  public int awaitExit(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("not ended within " + timeout + ": " + this);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    joinReaders();
    return process.exitValue();
  }

  @Override
  public void close() {
    kill9();
  }

  @Override
  public String toString() {
    return "%s%nstdout:%n%s%nstderr:%n%s"
        .formatted(name, String.join("\n", stdout), String.join("\n", stderr));
  }

  private Optional<String> anyLine(Predicate<String> wanted) {
    return Stream.concat(stdout.stream().skip(passedOver), stderr.stream().skip(passedOverErrors))
        .filter(wanted)
        .findFirst();
  }

  private void await(String what, Duration timeout, Callable<Boolean> condition) {
    try {
      Awaitility.await().atMost(timeout).pollInterval(Duration.ofMillis(20)).until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("%s did not come within %s: %s".formatted(what, timeout, this), e);
    }
  }

  private void joinReaders() {
    for (Thread reader : readers) {
      try {
        reader.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static Thread gather(InputStream stream, List<String> lines) {
    return Thread.ofVirtual()
        .start(() -> {
          try (BufferedReader reader =
              new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
          } catch (IOException | UncheckedIOException e) {
            // The process was killed in the middle of a line.
          }
        });
  }
}
