package org.evcharging.launcher.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the Engines of a fleet fail and heal as the seed has it. Ends with its clock. */
final class PlannedFaults {
  private static final Logger LOG = LoggerFactory.getLogger(PlannedFaults.class);

  private final ScheduledExecutorService clock;
  private final long startNanos = System.nanoTime();

  private PlannedFaults(ScheduledExecutorService clock) {
    this.clock = clock;
  }

  /**
   * Begins; times count from now.
   *
   * @param clock for short tasks that never block
   */
  static void begin(List<ChargePointInFleet> chargePoints, ScheduledExecutorService clock) {
    PlannedFaults faults = new PlannedFaults(clock);
    chargePoints.forEach(faults::planNext);
  }

  private void planNext(ChargePointInFleet one) {
    Choices.Fault fault = one.choices().nextFault();
    long atNanos = startNanos + fault.at().toNanos();
    after(Duration.ofNanos(atNanos - System.nanoTime()), () -> fail(one, fault));
  }

  private void fail(ChargePointInFleet one, Choices.Fault fault) {
    one.engine().fault(fault.reason());
    after(fault.lasting(), () -> heal(one));
  }

  private void heal(ChargePointInFleet one) {
    one.engine().recover();
    planNext(one);
  }

  private void after(Duration delay, Runnable task) {
    try {
      Future<?> _ = clock.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("fault dropped: the fleet is ending");
    }
  }
}
