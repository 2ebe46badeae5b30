package org.evcharging.kafka;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A place in a partition's log: between the records that were read and those that were not.
 *
 * <p>An offset alone does not say whether the records before it are those that were read. Kafka may
 * lose its newest in a power cut, and give their offsets to others before anybody looks. The leader
 * epoch tells: it rises whenever a broker begins to write, and each record bears it (KIP-320).
 *
 * @param offset of the first record that was not read, from 0
 * @param leaderEpoch of the last that was read; empty if none was, or nobody knows
 */
public record LogPlace(long offset, OptionalInt leaderEpoch) {

  /** Where nothing was read yet. */
  public static LogPlace unread(long offset) {
    return new LogPlace(offset, OptionalInt.empty());
  }

  /** Behind a record. */
  public static LogPlace after(ConsumerRecord<?, ?> read) {
    Optional<Integer> epoch = read.leaderEpoch();
    return new LogPlace(
        read.offset() + 1, epoch.isPresent() ? OptionalInt.of(epoch.get()) : OptionalInt.empty());
  }

  /**
   * Has a consumer read on from here. If the log was cut before this place, it says so once, by a
   * {@link org.apache.kafka.clients.consumer.LogTruncationException} when it is next asked for
   * records or its position, and then gives nothing of the partition: it is to seek elsewhere.
   */
  public void seek(Consumer<?, ?> consumer, TopicPartition partition) {
    if (leaderEpoch.isPresent()) {
      consumer.seek(
          partition, new OffsetAndMetadata(offset, Optional.of(leaderEpoch.getAsInt()), ""));
    } else {
      consumer.seek(partition, offset);
    }
  }
}
