package org.evcharging.kafka;

import java.util.Optional;
import org.evcharging.kafka.TailSettings.Start;

/**
 * Where to begin to read a partition.
 *
 * @param newest what the reader has seen before, so that it can drop it
 */
record StartPoint(LogPlace place, Optional<OutboxRow> newest) {

  /**
   * The partition as Kafka has it.
   *
   * @param beginOffset the oldest record it still holds
   * @param endOffset where the next record will go
   * @param cut whether Kafka has said that records before the saved position are lost
   */
  record Log(String topicId, int partition, long beginOffset, long endOffset, boolean cut) {}

  /**
   * Decides.
   *
   * @param madeAnew whether this reader saw the topic missing before, so that all in it is new
   */
  static StartPoint of(Optional<Position> saved, Log log, Start start, boolean madeAnew) {
    if (saved.isPresent() && saved.get().topicId().equals(log.topicId())) {
      return after(saved.get(), log, start);
    }
    return at(madeAnew ? log.beginOffset() : offset(start, log), Optional.empty());
  }

  private static StartPoint after(Position saved, Log log, Start start) {
    if (saved.partition() != log.partition()) {
      // The topic got more partitions and the key moved: all that is there came since.
      return at(log.beginOffset(), Optional.empty());
    }
    if (saved.nextOffset() < log.beginOffset()) {
      // What was not read is deleted by age; what is left was not read either.
      return at(log.beginOffset(), saved.newest());
    }
    if (log.cut() || saved.nextOffset() > log.endOffset()) {
      // Kafka has lost its newest records. With rows, what was seen can be told from what was not.
      return at(
          saved.newest().isPresent() ? log.beginOffset() : offset(start, log), saved.newest());
    }
    return new StartPoint(saved.place(), saved.newest());
  }

  private static StartPoint at(long offset, Optional<OutboxRow> newest) {
    return new StartPoint(LogPlace.unread(offset), newest);
  }

  private static long offset(Start start, Log log) {
    return switch (start) {
      case BEGINNING -> log.beginOffset();
      case END -> log.endOffset();
    };
  }
}
