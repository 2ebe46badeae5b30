package org.evcharging.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.evcharging.kafka.TailSettings.Scope;
import org.evcharging.time.Clocks;
import org.evcharging.time.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link SteppedTail} with a thread of its own. Methods may be called by any thread. */
public final class TopicTail implements Tail {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);

  /** {@link #close} gives up waiting for a reader that does not return. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(4);

  private final String topic;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final SteppedTail tail;
  private final Worker worker;

  private TopicTail(TailSettings settings, TailReader reader) {
    this.topic = settings.topic();
    this.tail = new SteppedTail(settings, reader, KafkaClients.overTheNetwork(), Clocks.system());
    this.worker =
        new Worker(
            Thread.ofPlatform().daemon().name(name(settings)),
            SteppedTail.STEP,
            this::step,
            tail::close);
  }

  /** Begins to read. Returns at once, whether Kafka is there or not. */
  public static TopicTail start(TailSettings settings, TailReader reader) {
    TopicTail tail = new TopicTail(settings, reader);
    tail.worker.start();
    return tail;
  }

  private static String name(TailSettings settings) {
    return switch (settings.scope()) {
      case Scope.OneKey one -> "tail " + settings.topic() + " " + one.key();
      case Scope.Everything _ -> "tail " + settings.topic();
    };
  }

  private Duration step(Duration patience) throws InterruptedException {
    Duration pause = tail.step(patience);
    if (tail.isReady()) {
      ready.countDown();
    }
    return pause;
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
    return tail.isReady();
  }

  @Override
  public CompletableFuture<Void> readToEnds() {
    return tail.readToEnds();
  }

  @Override
  public void stop() {
    worker.stop();
    tail.stop();
  }

  /**
   * Stops reading, saves the position, and waits for the thread. Safe to be called again, and by
   * the reader.
   */
  @Override
  public void close() {
    stop();
    if (worker.isCurrent()) {
      return;
    }
    try {
      if (!worker.join(CLOSE_PATIENCE)) {
        LOG.warn("topic={} its reader did not return within {}", topic, CLOSE_PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
