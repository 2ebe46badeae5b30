package org.evcharging.central.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The latest requests and how far each has come, for screens. Bounded: the oldest makes room.
 * Thread-safe.
 */
public final class RequestBoard {
  /**
   * More than a screen shows, so that requests that go on are still here after a rush of others.
   */
  private static final int CAPACITY = 500;

  /**
   * One request, one line.
   *
   * @param at when it was made
   * @param answer how far it has come: {@code checking}, {@code AUTHORIZED}, {@code DENIED IN_USE},
   *     {@code ENDED UNPLUGGED 1.250 kWh 0.31 €}
   */
  public record RequestLine(Instant at, String driverId, String chargePointId, String answer) {}

  @GuardedBy("this")
  private final SequencedMap<String, RequestLine> lines = new LinkedHashMap<>();

  /**
   * Adds a request, or says how far one has come that is on the board: it keeps its place and time.
   */
  public synchronized void post(String requestId, RequestLine line) {
    lines.merge(
        requestId,
        line,
        (before, now) ->
            new RequestLine(before.at(), now.driverId(), now.chargePointId(), now.answer()));
    if (lines.size() > CAPACITY) {
      lines.pollFirstEntry();
    }
  }

  /** The requests on the board, newest last. */
  public synchronized List<RequestLine> lines() {
    return List.copyOf(lines.values());
  }
}
