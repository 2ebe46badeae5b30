package org.evcharging.kafka;

/** Who begins to read topics for a program. */
@FunctionalInterface
public interface Tails {

  /** Begins to read. Returns at once, whether Kafka is there or not. */
  Tail start(TailSettings settings, TailReader reader);

  /** Each topic by a thread and clients of its own. */
  static Tails inThreads() {
    return TopicTail::start;
  }
}
