package org.evcharging.central.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.lock.Locks;

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

  private final ReentrantLock lock;

  @GuardedBy("lock")
  private final SequencedMap<String, RequestLine> lines = new LinkedHashMap<>();

  public RequestBoard() {
    this(Locks.REAL);
  }

  RequestBoard(Locks locks) {
    this.lock = locks.leaf();
  }

  /**
   * Adds a request, or says how far one has come that is on the board: it keeps its place and time.
   */
  public void post(String requestId, RequestLine line) {
    lock.lock();
    try {
      lines.merge(
          requestId,
          line,
          (before, now) ->
              new RequestLine(before.at(), now.driverId(), now.chargePointId(), now.answer()));
      if (lines.size() > CAPACITY) {
        lines.pollFirstEntry();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The requests on the board, newest last. */
  public List<RequestLine> lines() {
    lock.lock();
    try {
      return List.copyOf(lines.values());
    } finally {
      lock.unlock();
    }
  }
}
