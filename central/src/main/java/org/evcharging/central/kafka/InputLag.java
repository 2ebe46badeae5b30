package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of a topic are in Kafka and not decided yet: those that a consumer knows of and
 * has not given out, and those it gave out last. Costs no round trip, as each answer to a fetch
 * tells where its partitions end. While Kafka is away it stays as it was. Told by one thread, asked
 * by any.
 */
final class InputLag {
  /** Each look asks for every partition, which is too much for each poll under load. */
  private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

  private final AtomicLong unread = new AtomicLong();
  private final AtomicLong inHand = new AtomicLong();
  private long lookedNanos;
  private boolean looked;

  /**
   * The consumer has given out records.
   *
   * @param nowNanos the monotonic clock
   */
  void read(int records, Consumer<?, ?> consumer, long nowNanos) {
    inHand.lazySet(records);
    if (!looked || nowNanos - lookedNanos >= LOOK_NANOS) {
      looked = true;
      lookedNanos = nowNanos;
      unread.lazySet(unread(consumer));
    }
  }

  /** One of them is decided. */
  void decided() {
    inHand.lazySet(inHand.getPlain() - 1);
  }

  long records() {
    return unread.get() + inHand.get();
  }

  private static long unread(Consumer<?, ?> consumer) {
    long sum = 0;
    for (TopicPartition partition : consumer.assignment()) {
      sum += consumer.currentLag(partition).orElse(0);
    }
    return sum;
  }
}
