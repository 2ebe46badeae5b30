package org.evcharging.launcher.demo;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.evcharging.engine.Engine;

/** Lets a charge point fail now and then, and heal a moment later. */
final class PassingFaults implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(15);
  private static final Duration LASTING = Duration.ofSeconds(5);
  private static final List<String> REASONS =
      List.of("contactor stuck", "over-temperature", "earth leakage");

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Random random = new Random(5);
  private final List<Engine> engines;
  private final Thread thread;

  private PassingFaults(List<Engine> engines) {
    this.engines = List.copyOf(engines);
    this.thread = Thread.ofVirtual().name("passing faults").start(this::run);
  }

  static PassingFaults begin(List<Engine> engines) {
    return new PassingFaults(engines);
  }

  private void run() {
    try {
      while (!isClosingWithin(BETWEEN)) {
        Engine engine = engines.get(random.nextInt(engines.size()));
        engine.fault(REASONS.get(random.nextInt(REASONS.size())));
        boolean closed = isClosingWithin(LASTING);
        engine.recover();
        if (closed) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosingWithin(Duration time) throws InterruptedException {
    return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
