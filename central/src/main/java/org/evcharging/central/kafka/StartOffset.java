package org.evcharging.central.kafka;

import java.util.Optional;
import org.evcharging.central.store.InputPosition;
import org.evcharging.kafka.LogPlace;

/** Where to begin to read a partition. */
sealed interface StartOffset {
  /** Where that is. */
  LogPlace place();

  /** Where the last run stopped. */
  record Stored(LogPlace place) implements StartOffset {}

  /** Nothing of it was decided yet: its oldest record. */
  record Unread(long offset) implements StartOffset {
    @Override
    public LogPlace place() {
      return LogPlace.unread(offset);
    }
  }

  /**
   * The stored position does not fit the log: its oldest record, and ids tell what was decided.
   *
   * @param reason why not, for one line
   */
  record Anew(long offset, String reason) implements StartOffset {
    @Override
    public LogPlace place() {
      return LogPlace.unread(offset);
    }
  }

  /**
   * A partition's log as it is now.
   *
   * @param begin the oldest offset it still has
   * @param end where the next record will stand
   * @param cut whether Kafka has said that records before the stored position are lost
   */
  record Log(String topicId, long begin, long end, boolean cut) {}

  /** Compares a stored position with the log. */
  static StartOffset of(Optional<InputPosition> stored, Log log) {
    if (stored.isEmpty()) {
      return new Unread(log.begin());
    }
    long next = stored.get().nextOffset();
    if (!stored.get().topicId().equals(log.topicId())) {
      return new Anew(log.begin(), "the topic was made anew");
    }
    if (next < log.begin() || next > log.end()) {
      return new Anew(
          log.begin(), "the log has offsets " + log.begin() + " to " + log.end() + ", not " + next);
    }
    if (log.cut()) {
      return new Anew(log.begin(), "the log has lost records before offset " + next);
    }
    return new Stored(new LogPlace(next, stored.get().leaderEpoch()));
  }
}
