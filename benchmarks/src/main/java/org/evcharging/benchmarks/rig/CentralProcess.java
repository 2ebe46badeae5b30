package org.evcharging.benchmarks.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.launcher.Ev;

/** {@code ev central} in a process of its own, from its start until it takes requests. */
public final class CentralProcess {
  private static final String READY = "Central is ready";

  private CentralProcess() {}

  /**
   * One start, from the process's first moment until it took requests.
   *
   * @param processorSeconds what it used of the processor, its compilers included; 0 where the
   *     system does not tell
   */
  public record Start(double seconds, double processorSeconds) {}

  /** Starts it, waits until it takes requests, and kills it, as a power cut would. */
  public static Start start(String bootstrap, Path database)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ev());
    command.addAll(List.of("central", "--headless", "--bootstrap", bootstrap));
    command.addAll(List.of("--db", database.toString()));
    command.addAll(List.of("--listen", "0", "--http", "0", "--desk", "0", "--clearing", "0"));
    long startNanos = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String last = "nothing";
      for (String line = words.readLine(); line != null; line = words.readLine()) {
        if (line.contains(READY)) {
          return new Start(
              (System.nanoTime() - startNanos) / 1e9,
              process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3);
        }
        last = line;
      }
      throw new IOException("Central did not start; the last it said: " + last);
    } finally {
      process.destroyForcibly();
      int _ = process.waitFor();
    }
  }

  /** The {@code ev} command that the benchmark was started with; else one like it. */
  private static List<String> ev() {
    String command = System.getProperty("ev.command");
    if (command != null) {
      return List.of(command);
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseG1GC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        Ev.class.getName());
  }
}
