package org.evcharging.driver.core;

import java.time.Duration;
import org.evcharging.driver.core.Errand.Move;
import org.evcharging.message.Request;

/**
 * A request on its way: sent again every 10 s until anything comes back, which is safe, as the same
 * request id gets the first answer again (spec R-9). Not thread-safe.
 */
final class Asking {
  private static final long AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

  /** Once answered there is nothing to do by time; any long wait will do. */
  private static final long LONG_NANOS = Duration.ofHours(1).toNanos();

  private final Request request;
  private boolean sent;
  private boolean answered;
  private long sentAtNanos;

  Asking(Request request) {
    this.request = request;
  }

  Request request() {
    return request;
  }

  boolean isOf(String requestId) {
    return request.requestId().value().equals(requestId);
  }

  void answered() {
    answered = true;
  }

  Move next(long nowNanos) {
    if (answered) {
      return new Move.Listen(LONG_NANOS);
    }
    long sinceNanos = nowNanos - sentAtNanos;
    if (sent && sinceNanos < AGAIN_NANOS) {
      return new Move.Listen(AGAIN_NANOS - sinceNanos);
    }
    boolean again = sent;
    sent = true;
    sentAtNanos = nowNanos;
    return new Move.Ask(request, again);
  }
}
