package org.evcharging.driver;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.concurrent.CompletableFuture;
import org.evcharging.driver.core.Batch;
import org.evcharging.driver.core.DriverView;
import org.evcharging.driver.core.Summary;
import org.evcharging.model.RequestId;

/**
 * A driver in this process, for demo, fleet and tests: works through its services and shows every
 * notification to a view. Methods may be called by any thread.
 */
public final class Driver implements AutoCloseable {
  private final DriverConfig config;
  private final DriverView view;
  private final CompletableFuture<Summary> done = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closing;

  private Driver(DriverConfig config, DriverView view) {
    this.config = config;
    this.view = view;
    this.thread = Thread.ofVirtual().name("driver-" + config.id()).unstarted(this::run);
  }

  /**
   * Begins with the first service as soon as Kafka and Central's topics are there. Returns at once.
   *
   * @param view called on the driver's own thread
   */
  public static Driver start(DriverConfig config, DriverView view) {
    Driver driver = new Driver(config, view);
    driver.thread.start();
    return driver;
  }

  /** Completes after the last service, or when it is closed, with how it went until then. */
  public CompletableFuture<Summary> done() {
    return done;
  }

  private void run() {
    Batch batch = new Batch(config.id(), config.services(), config.plan(), Driver::freshId);
    try (DriverRun run =
        new DriverRun(config.bootstrap(), config.id(), config.data(), view, () -> closing)) {
      run.run(batch);
    } finally {
      done.complete(batch.summary());
    }
  }

  /** Ids sort by the time they were made, which makes them easy to find. */
  static RequestId freshId() {
    return new RequestId(UlidCreator.getMonotonicUlid().toString());
  }

  /** Stops asking and listening; a supply that runs goes on. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
