package org.evcharging.central.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * The ends of a topic's partitions as they were seen once, and which of them are not read to yet.
 * Not thread-safe.
 */
final class ReadingMark {
  private final Map<TopicPartition, Long> unreached;

  ReadingMark(Map<TopicPartition, Long> ends) {
    this.unreached = new HashMap<>(ends);
  }

  /**
   * Compares with how far each partition is read by now, and tells whether all are read to the
   * ends.
   */
  boolean reached(ToLongFunction<TopicPartition> position) {
    if (!unreached.isEmpty()) {
      unreached.entrySet().removeIf(end -> position.applyAsLong(end.getKey()) >= end.getValue());
    }
    return unreached.isEmpty();
  }
}
