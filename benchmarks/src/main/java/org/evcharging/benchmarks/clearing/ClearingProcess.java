package org.evcharging.benchmarks.clearing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * A turn in a process of its own: what one side has compiled, and leaves on the heap, does not help
 * or hinder the other.
 */
public final class ClearingProcess {
  /** CDRs of each member in a turn that does not count: a new process has all to compile. */
  private static final int WARM_UP_EACH = 30_000;

  private ClearingProcess() {}

  /**
   * Takes a turn, after one that does not count, and waits for its end.
   *
   * @param folder empty
   * @param each how many CDRs a member has
   */
  public static ClearingTurn take(Way way, Path folder, int each)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + Runtime.getRuntime().maxMemory(),
                "-XX:+UseG1GC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ClearingProcess.class.getName(),
                way.name(),
                folder.toString(),
                Integer.toString(each))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String figures = words.readLine();
      if (figures == null) {
        throw new IOException("the turn's process came to no end; it says why above");
      }
      return turn(figures.split(" ", -1));
    } finally {
      process.destroy();
      int _ = process.waitFor();
    }
  }

  private static ClearingTurn turn(String... figures) {
    return new ClearingTurn(
        Double.parseDouble(figures[0]),
        Double.parseDouble(figures[1]),
        Double.parseDouble(figures[2]),
        Double.parseDouble(figures[3]),
        Double.parseDouble(figures[4]));
  }

  /**
   * The process.
   *
   * @param args way, folder and the CDRs of each member
   */
  public static void main(String[] args) throws Exception {
    if (LoggerFactory.getLogger("org.evcharging") instanceof Logger ours) {
      ours.setLevel(Level.WARN);
    }
    Way way = Way.valueOf(args[0]);
    Path folder = Path.of(args[1]);
    ClearingTurn _ = ClearingTurn.take(way, folder.resolve("warm-up.db"), WARM_UP_EACH);
    ClearingTurn turn =
        ClearingTurn.take(way, folder.resolve("clearing.db"), Integer.parseInt(args[2]));
    List<Double> figures =
        List.of(
            turn.perSecond(),
            turn.medianMs(),
            turn.p99Ms(),
            turn.cdrsPerBatch(),
            turn.processMicros());
    System.out.println(String.join(" ", figures.stream().map(String::valueOf).toList()));
  }
}
