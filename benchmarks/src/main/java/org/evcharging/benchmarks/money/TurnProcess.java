package org.evcharging.benchmarks.money;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/**
 * A turn of Central's in a process of its own: whether locks are timed is settled when their class
 * is loaded, and what one way of it has compiled does not help the other.
 */
public final class TurnProcess {
  private TurnProcess() {}

  /**
   * What one turn cost.
   *
   * @param processMicros the processor's time for one movement, callers included
   * @param lockTakings how often locks that can be seen were taken for one movement
   */
  public record Cost(double perSecond, double processMicros, double lockTakings) {}

  /**
   * Takes a turn with many accounts, and waits for its end.
   *
   * @param locksTimed as they are in production
   * @param database a file that is not there yet
   */
  public static Cost take(boolean locksTimed, Path database, Duration ramp, Duration measured)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + Runtime.getRuntime().maxMemory(),
                "-XX:+UseG1GC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dev.locks.unmeasured=" + !locksTimed,
                "-cp",
                System.getProperty("java.class.path"),
                TurnProcess.class.getName(),
                database.toString(),
                ramp.toString(),
                measured.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String figures = words.readLine();
      if (figures == null) {
        throw new IOException("the turn's process came to no end; it says why above");
      }
      String[] each = figures.split(" ", -1);
      return new Cost(
          Double.parseDouble(each[0]), Double.parseDouble(each[1]), Double.parseDouble(each[2]));
    } finally {
      process.destroy();
      int _ = process.waitFor();
    }
  }

  /**
   * The process.
   *
   * @param args database, ramp and what is measured after it
   */
  public static void main(String[] args) throws Exception {
    if (LoggerFactory.getLogger("org.evcharging") instanceof Logger ours) {
      ours.setLevel(Level.WARN);
    }
    Turn turn =
        Turn.take(
            Load.MANY_ACCOUNTS, Path.of(args[0]), Duration.parse(args[1]), Duration.parse(args[2]));
    System.out.println(
        turn.moved().perSecond() + " " + turn.processMicros() + " " + turn.lockTakings());
  }
}
