package org.evcharging.central.state;

import java.util.OptionalInt;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.SetAside;
import org.evcharging.message.DeadLetter;

/**
 * A record as it was read, for its position and, if it cannot be taken, for the dead letters.
 *
 * @param topicId the broker's id of the topic, which a topic made anew does not share
 * @param leaderEpoch the broker's when it took the record; empty if it does not say
 * @param receivedNanos when it was read, on the monotonic clock
 */
// Nobody compares records; copying each key and value would only cost.
@SuppressWarnings("ArrayRecordComponent")
public record InputRecord(
    String topic,
    String topicId,
    int partition,
    long offset,
    OptionalInt leaderEpoch,
    long receivedNanos,
    byte[] key,
    byte[] value) {

  /** The position after it. */
  public InputPosition positionAfter() {
    return new InputPosition(topic, partition, topicId, offset + 1, leaderEpoch);
  }

  /** It as one that the database may have refused in an earlier run. */
  SetAside.Culprit culprit() {
    return new SetAside.Culprit(topic, partition, topicId, offset);
  }

  /** It as a dead letter. */
  public DeadLetter deadLetter(String reason) {
    return DeadLetter.of(reason, topic, partition, offset, key, value);
  }
}
