package org.evcharging.driver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.evcharging.driver.core.DriverView;
import org.evcharging.driver.core.Errand;
import org.evcharging.driver.kafka.DriverLink;
import org.evcharging.driver.kafka.Inbox;
import org.evcharging.driver.kafka.Incoming;
import org.evcharging.model.DriverId;
import org.evcharging.time.Clocks;

/**
 * A {@link DriverDesk} at work: one thread that waits for what comes, until it is told to stop. For
 * that thread only, but for the inbox.
 */
final class DriverRun implements AutoCloseable {
  /** How soon {@code stopping} is noticed. */
  private static final Duration STEP = Duration.ofMillis(200);

  private final BooleanSupplier stopping;
  private final Inbox inbox = new Inbox();
  private final DriverLink link;
  private final DriverDesk desk;

  DriverRun(
      String bootstrap, DriverId driver, Path data, DriverView view, BooleanSupplier stopping) {
    this.stopping = stopping;
    this.link = DriverLink.open(bootstrap, driver, data, inbox, Clocks.system());
    this.desk = new DriverDesk(view, new SessionFile(data), link::send, Clocks.system());
  }

  /** Where lines that are typed may be put in, by any thread. */
  Inbox inbox() {
    return inbox;
  }

  /** What {@link #turn} works at. */
  DriverDesk desk() {
    return desk;
  }

  /**
   * Hears what came while away.
   *
   * @return false if it was stopped before all of it came
   */
  boolean catchUp() {
    while (!desk.isCaughtUp() && !stopping.getAsBoolean()) {
      turn();
    }
    return desk.isCaughtUp();
  }

  /** Shows what comes until stopping. */
  void watch() {
    while (!stopping.getAsBoolean()) {
      turn();
    }
  }

  /**
   * Does an errand to its end.
   *
   * @return false if it was stopped before
   */
  boolean run(Errand errand) {
    desk.begin(errand);
    while (desk.isDoing(errand) && !stopping.getAsBoolean()) {
      turn();
    }
    return !desk.isDoing(errand);
  }

  /**
   * Does what the errands want next, and listens for a moment.
   *
   * @return what came that is not dealt with here: the user's input
   */
  Optional<Incoming> turn() {
    Duration patience = desk.nextMoves();
    return inbox.next(patience.compareTo(STEP) < 0 ? patience : STEP).flatMap(desk::take);
  }

  /** Shows what was handed over last: it counts as read. */
  @Override
  public void close() {
    // Before the inbox: what is not handed over by now is to come again.
    link.stop();
    inbox.close();
    link.close();
    Optional<Incoming> left = inbox.next(Duration.ZERO);
    while (left.isPresent()) {
      if (left.get() instanceof Incoming.Heard heard) {
        desk.take(heard);
      }
      left = inbox.next(Duration.ZERO);
    }
  }
}
