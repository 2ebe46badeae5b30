package org.evcharging.central.state;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.evcharging.central.journal.JournalStopped;
import org.evcharging.time.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one scheduler: asks the network ten times a second what is due. When it finds that it was not
 * asked for over half a second, Central itself was paused, and its deadlines begin anew: the others
 * may have done their part while it could not look.
 *
 * <p>{@link #start} gives it a thread of its own. Instead, one thread may call {@link #begin} and
 * then {@link #look} each {@link #PERIOD}.
 */
public final class DeadlineTimer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadlineTimer.class);

  public static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final CountDownLatch closing = new CountDownLatch(1);
  private final ChargingNetwork network;
  private final Runnable readInputsToTheirEnds;
  private final Clocks clocks;
  private final Consumer<String> onFailure;
  private final Thread thread = Thread.ofPlatform().name("deadlines").unstarted(this::run);
  private long lastNanos;

  /**
   * @param readInputsToTheirEnds called after a pause: no deadline fires until that is done
   * @param onFailure told in one line, from another thread, that Central must stop
   */
  public DeadlineTimer(
      ChargingNetwork network,
      Runnable readInputsToTheirEnds,
      Clocks clocks,
      Consumer<String> onFailure) {
    this.onFailure = onFailure;
    this.clocks = clocks;
    this.network = network;
    this.readInputsToTheirEnds = readInputsToTheirEnds;
  }

  /** Begins to look. Once. */
  public DeadlineTimer start() {
    thread.start();
    return this;
  }

  /** All deadlines begin now. Waits only for room in the journal. */
  public void begin() throws InterruptedException {
    network.wokeUp();
    lastNanos = clocks.nanos();
  }

  /** Decides what is due. Waits only for room in the journal. */
  public void look() throws InterruptedException {
    long nowNanos = clocks.nanos();
    long pauseNanos = nowNanos - lastNanos - PERIOD.toNanos();
    if (pauseNanos > PAUSE.toNanos()) {
      LOG.warn("paused for {} ms: all deadlines begin anew", pauseNanos / 1_000_000);
      network.inputsCaughtUp(false);
      readInputsToTheirEnds.run();
      network.wokeUp();
    }
    network.timePassed();
    lastNanos = nowNanos;
  }

  private void run() {
    try {
      begin();
      while (!closing.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JournalStopped e) {
      LOG.debug("no more deadlines: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("deadlines cannot be decided any more", e);
      onFailure.accept("deadlines cannot be decided any more: " + e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
