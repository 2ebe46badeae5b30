package org.evcharging.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.evcharging.kafka.TailSettings.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic as it grows, on a thread of its own, without a consumer group: begins where a saved
 * position says, waits for a topic that is not there yet, goes on after any outage of Kafka, and
 * notices a topic that was deleted and made anew. Begins with the oldest record of a topic that it
 * has seen missing, whatever the settings say: all in it is new.
 *
 * <p>Records are handed over at least once, and those that Central sent twice are dropped ({@link
 * RowFilter}). Methods may be called by any thread.
 */
public final class TopicTail implements Tail {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);

  /** {@link #close} gives up waiting for a reader that does not return. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(4);

  private final String topic;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final EndsReached endsReached = new EndsReached();
  private final TailLoop loop;
  private final Thread thread;

  private TopicTail(TailSettings settings, TailReader reader) {
    this.topic = settings.topic();
    this.loop =
        new TailLoop(settings, new GuardedReader(reader, topic), ready::countDown, endsReached);
    this.thread = Thread.ofPlatform().daemon().name(name(settings)).unstarted(loop::run);
  }

  /** Begins to read. Returns at once, whether Kafka is there or not. */
  public static TopicTail start(TailSettings settings, TailReader reader) {
    TopicTail tail = new TopicTail(settings, reader);
    tail.thread.start();
    return tail;
  }

  private static String name(TailSettings settings) {
    return switch (settings.scope()) {
      case Scope.OneKey one -> "tail " + settings.topic() + " " + one.key();
      case Scope.Everything _ -> "tail " + settings.topic();
    };
  }

  /**
   * Waits until the tail stands in the topic: whatever is written from then on will be read.
   *
   * @return whether it does; false if the time ran out
   */
  public boolean awaitReady(Duration patience) throws InterruptedException {
    return ready.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits without end until the tail stands in the topic. */
  public void awaitReady() throws InterruptedException {
    ready.await();
  }

  @Override
  public boolean isReady() {
    return ready.getCount() == 0;
  }

  @Override
  public CompletableFuture<Void> readToEnds() {
    return endsReached.ask();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  /**
   * Stops reading, saves the position, and waits for the thread. Safe to be called again, and by
   * the reader.
   */
  @Override
  public void close() {
    loop.stop();
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      if (!thread.join(CLOSE_PATIENCE)) {
        LOG.warn("topic={} its reader did not return within {}", topic, CLOSE_PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
