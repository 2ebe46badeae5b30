package org.evcharging.central.kafka;

import java.util.Optional;
import org.evcharging.central.store.InputPosition;

/** Where to begin to read a partition. */
sealed interface StartOffset {
  long offset();

  /** Where the last run stopped. */
  record Stored(long offset) implements StartOffset {}

  /** Nothing of it was decided yet: its oldest record. */
  record Unread(long offset) implements StartOffset {}

  /**
   * The stored position does not fit the log: its oldest record, and ids tell what was decided.
   *
   * @param reason why not, for one line
   */
  record Anew(long offset, String reason) implements StartOffset {}

  /**
   * A partition's log as it is now.
   *
   * @param begin the oldest offset it still has
   * @param end where the next record will stand
   */
  record Log(String topicId, long begin, long end) {}

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
    return new Stored(next);
  }
}
