package org.evcharging.driver.core;

import org.evcharging.message.Notification;
import org.evcharging.message.Request;

/**
 * Something a driver wants done, as a machine that is asked what to do next and told what was
 * heard. Times are those of one monotonic clock. Not thread-safe.
 */
public sealed interface Errand permits Batch, Stop {
  /** What to do next, once everything heard so far was told. */
  Move next(long nowNanos);

  /** Tells it what Central said; it passes over what is not about it. */
  void heard(Notification notification, long nowNanos);

  /** What an errand wants. */
  sealed interface Move {
    /**
     * Send this.
     *
     * @param again whether it was sent before and nothing came back
     */
    record Ask(Request request, boolean again) implements Move {}

    /** Nothing, until something is heard or this time has passed. */
    record Listen(long forNanos) implements Move {}

    /** It is over. */
    record Finish() implements Move {}
  }
}
