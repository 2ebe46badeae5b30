package org.evcharging.driver.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where what reaches a driver's program waits for its turn, so that one thread deals with all of
 * it; bounded. One thread reads it, any may fill it.
 */
public final class Inbox implements Incoming.Taker, AutoCloseable {
  private static final int ROOM = 16;
  private static final long LOOK_AGAIN_MS = 100;

  private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(ROOM);
  private volatile boolean closed;

  /** What to do when the item that was taken last is dealt with. The reader's thread only. */
  private Runnable dealtWith = () -> {};

  private record Item(Incoming incoming, Runnable dealtWith) {}

  /** Waits for room; drops it once closed. */
  @Override
  public void put(Incoming incoming) {
    try {
      while (!closed) {
        if (room.tryAcquire(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
          waiting.add(new Item(incoming, room::release));
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until it is dealt with, and so needs no room. Once closed it waits no more, but is still
   * there to be read.
   */
  @Override
  public void hand(Incoming incoming) {
    CountDownLatch seen = new CountDownLatch(1);
    waiting.add(new Item(incoming, seen::countDown));
    try {
      while (!closed && !seen.await(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
        // Its reader is busy. Look again whether it was closed.
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The next, or nothing if none comes in time or the thread is interrupted. Who asks has dealt
   * with the one before.
   */
  public Optional<Incoming> next(Duration patience) {
    dealtWith.run();
    dealtWith = () -> {};
    try {
      Optional<Item> next =
          Optional.ofNullable(waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
      next.ifPresent(item -> dealtWith = item.dealtWith());
      return next.map(Item::incoming);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Lets nobody wait any more. */
  @Override
  public void close() {
    closed = true;
  }
}
