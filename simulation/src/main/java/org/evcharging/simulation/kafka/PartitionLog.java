package org.evcharging.simulation.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** One partition of a topic: records in their order. Offsets ascend; a lost tail frees its own. */
final class PartitionLog {
  /**
   * A record as the broker has it.
   *
   * @param value empty for a record that removes its key
   * @param appendedNanos when, in virtual time
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares records
  record Stored(
      byte[] key,
      byte @Nullable [] value,
      Headers headers,
      long timestampMs,
      long appendedNanos,
      int leaderEpoch) {}

  private final TopicPartition name;
  private final List<Stored> records = new ArrayList<>();
  private final List<SimulatedConsumer> readers = new ArrayList<>();

  PartitionLog(TopicPartition name) {
    this.name = name;
  }

  TopicPartition name() {
    return name;
  }

  long end() {
    return records.size();
  }

  Stored at(long offset) {
    return records.get(Math.toIntExact(offset));
  }

  long append(Stored record) {
    records.add(record);
    for (SimulatedConsumer reader : readers) {
      reader.news();
    }
    return end() - 1;
  }

  /** Where what an epoch wrote ends: a later epoch's first record, or the end of the log. */
  long endOfEpoch(int leaderEpoch) {
    int end = records.size();
    while (end > 0 && records.get(end - 1).leaderEpoch() > leaderEpoch) {
      end--;
    }
    return end;
  }

  /** Loses the newest records. */
  void cutOff(long newEnd) {
    records.subList(Math.toIntExact(newEnd), records.size()).clear();
  }

  void readBy(SimulatedConsumer reader) {
    readers.add(reader);
  }

  void noLongerReadBy(SimulatedConsumer reader) {
    readers.remove(reader);
  }
}
