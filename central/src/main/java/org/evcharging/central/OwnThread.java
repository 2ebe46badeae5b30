package org.evcharging.central;

import java.time.Duration;
import java.util.function.Consumer;
import org.evcharging.time.Stepped;
import org.evcharging.time.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for a part of Central that works in steps, until it is closed: then the part is ended on
 * the closing thread. Thread-safe.
 */
public final class OwnThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnThread.class);

  /** What each step may wait for news; none waits longer anyway. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /** How long an interrupted step may take to give up. */
  private static final Duration GIVING_UP = Duration.ofSeconds(2);

  private final String name;
  private final Duration closePatience;
  private final Consumer<Duration> end;
  private final Worker worker;

  private OwnThread(String name, Duration closePatience, Stepped part, Consumer<Duration> end) {
    this.name = name;
    this.closePatience = closePatience;
    this.end = end;
    this.worker = new Worker(Thread.ofPlatform().name(name), PATIENCE, part);
  }

  /**
   * Begins.
   *
   * @param closePatience how long a step may go on when it is closed, before it is interrupted
   * @param end ends the part after its last step; told what is left of the patience
   */
  public static OwnThread start(
      String name, Duration closePatience, Stepped part, Consumer<Duration> end) {
    OwnThread started = new OwnThread(name, closePatience, part, end);
    started.worker.start();
    return started;
  }

  @Override
  public void close() {
    long beganNanos = System.nanoTime();
    worker.stop();
    try {
      if (!worker.join(closePatience)) {
        worker.interrupt();
        if (!worker.join(GIVING_UP)) {
          LOG.warn("{} does not end", name);
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    Duration left = closePatience.minusNanos(System.nanoTime() - beganNanos);
    end.accept(left.isPositive() ? left : Duration.ZERO);
  }
}
