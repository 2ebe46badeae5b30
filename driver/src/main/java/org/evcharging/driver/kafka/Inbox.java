package org.evcharging.driver.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where what reaches a driver's program waits for its turn; bounded. Thread-safe. */
public final class Inbox implements AutoCloseable {
  /** So few that hardly anything is lost on a kill which the saved position counts as seen. */
  private static final int ROOM = 16;

  private final BlockingQueue<Incoming> waiting = new ArrayBlockingQueue<>(ROOM);
  private volatile boolean closed;

  /** Waits for room; drops it once closed. */
  public void put(Incoming incoming) {
    try {
      while (!closed && !waiting.offer(incoming, 100, TimeUnit.MILLISECONDS)) {
        // Full: its reader is busy. Look again whether it was closed.
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next, or nothing if none comes in time or the thread is interrupted. */
  public Optional<Incoming> next(Duration patience) {
    try {
      return Optional.ofNullable(waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Lets nobody wait for room any more. */
  @Override
  public void close() {
    closed = true;
  }
}
