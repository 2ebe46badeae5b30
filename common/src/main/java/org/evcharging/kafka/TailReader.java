package org.evcharging.kafka;

/**
 * What a {@link Tail} tells: records, and how it stands. Everything is called by whoever steps the
 * tail, one at a time. What it throws is logged and the tail goes on with the next record.
 */
@FunctionalInterface
public interface TailReader {
  /**
   * The next record, in the order of its partition. After a restart the last ones may come again:
   * the position is saved after they were handed over, about once a second.
   */
  void read(TailRecord record);

  /**
   * Everything that was in the topic when the tail began to read it has been handed over. Comes
   * again if the tail had to begin anew because the topic was made anew.
   */
  default void caughtUp() {}

  /** The topic is not there (Central makes it); the tail waits. Said once. */
  default void waitingForTopic(String topic) {}

  /** Kafka has not answered for some seconds. Said once, until it is regained. */
  default void contactLost() {}

  /** Kafka answers again. */
  default void contactRegained() {}

  /**
   * The tail has looked: called at least about twice a second for as long as it lives, so that a
   * reader can keep time without a thread of its own.
   *
   * @param contact whether Kafka answers
   */
  default void looked(boolean contact) {}
}
