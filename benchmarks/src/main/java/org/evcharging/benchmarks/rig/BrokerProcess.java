package org.evcharging.benchmarks.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A broker in a process of its own, with the memory that {@code ev broker} has: so its heap and its
 * garbage are its own, as they are where Central runs, and its share of the processor can be told.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Process process;
  private final String bootstrap;

  private BrokerProcess(Process process, String bootstrap) {
    this.process = process;
    this.bootstrap = bootstrap;
  }

  /** Starts it, and returns when it takes requests. */
  public static BrokerProcess start(Path data) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseG1GC",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader words =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String bootstrap = words.readLine();
    if (bootstrap == null) {
      throw new IOException("the broker's process did not start; it says why above");
    }
    return new BrokerProcess(process, bootstrap);
  }

  public String bootstrap() {
    return bootstrap;
  }

  /** What it has used of the processor so far; empty where the system does not tell. */
  public Optional<Duration> cpu() {
    return process.info().totalCpuDuration();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      process.destroyForcibly();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
