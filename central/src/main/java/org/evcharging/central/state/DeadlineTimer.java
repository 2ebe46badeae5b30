package org.evcharging.central.state;

import java.time.Duration;
import java.util.function.Consumer;
import org.evcharging.central.journal.JournalStopped;
import org.evcharging.time.Clocks;
import org.evcharging.time.Stepped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks ten times a second whether deadlines have passed, and has them decided. If it was not
 * stepped for over half a second, Central itself was paused, and its deadlines begin anew: the
 * others may have done their part while it could not look. Its first step begins all deadlines; a
 * step waits only for room in the journal.
 */
public final class DeadlineTimer implements Stepped {
  private static final Logger LOG = LoggerFactory.getLogger(DeadlineTimer.class);

  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ChargingNetwork network;
  private final Runnable readInputsToTheirEnds;
  private final Clocks clocks;
  private final Consumer<String> onFailure;
  private boolean begun;
  private long lastNanos;

  /** It cannot go on, and whoever must know has been told. */
  private boolean over;

  /**
   * @param readInputsToTheirEnds called after a pause: no deadline fires until that is done
   * @param onFailure told in one line, by whoever steps, that Central must stop
   */
  public DeadlineTimer(
      ChargingNetwork network,
      Runnable readInputsToTheirEnds,
      Clocks clocks,
      Consumer<String> onFailure) {
    this.network = network;
    this.readInputsToTheirEnds = readInputsToTheirEnds;
    this.clocks = clocks;
    this.onFailure = onFailure;
  }

  @Override
  public Duration step(Duration patience) throws InterruptedException {
    if (over) {
      return PERIOD;
    }
    try {
      if (begun) {
        look();
      } else {
        begin();
      }
    } catch (JournalStopped e) {
      over = true;
      LOG.debug("no more deadlines: {}", e.getMessage());
    } catch (RuntimeException e) {
      over = true;
      LOG.error("deadlines cannot be decided any more", e);
      onFailure.accept("deadlines cannot be decided any more: " + e);
    }
    return PERIOD;
  }

  private void begin() throws InterruptedException {
    network.wokeUp();
    begun = true;
    lastNanos = clocks.nanos();
  }

  private void look() throws InterruptedException {
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
}
