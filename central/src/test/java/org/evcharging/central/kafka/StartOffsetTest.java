package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.evcharging.central.store.InputPosition;
import org.evcharging.kafka.LogPlace;
import org.junit.jupiter.api.Test;

class StartOffsetTest {
  private static final StartOffset.Log LOG = new StartOffset.Log("topic-1", 10, 20, false);
  private static final StartOffset.Log CUT = new StartOffset.Log("topic-1", 10, 20, true);

  @Test
  void aStoredPositionInTheLogIsGoneOnFrom() {
    for (long offset : new long[] {10, 15, 20}) {
      assertThat(startAfter("topic-1", offset))
          .isEqualTo(new StartOffset.Stored(new LogPlace(offset, OptionalInt.of(3))));
    }
  }

  @Test
  void aPositionOfBeforeWithoutALeaderEpochIsGoneOnFromToo() {
    assertThat(StartOffset.of(Optional.of(new InputPosition("ev.requests", 0, "topic-1", 15)), LOG))
        .isEqualTo(new StartOffset.Stored(LogPlace.unread(15)));
  }

  @Test
  void aLogThatWasCutBeforeThePositionMeansTheEarliest() {
    assertThat(StartOffset.of(stored("topic-1", 15), CUT))
        .isEqualTo(new StartOffset.Anew(10, "the log has lost records before offset 15"));
    assertThat(StartOffset.of(stored("topic-0", 15), CUT))
        .isEqualTo(new StartOffset.Anew(10, "the topic was made anew"));
  }

  @Test
  void aPartitionThatCameLaterIsReadFromItsBeginning() {
    assertThat(StartOffset.of(Optional.empty(), LOG)).isEqualTo(new StartOffset.Unread(10));
  }

  @Test
  void aTopicMadeAnewIsReadFromTheEarliest() {
    assertThat(startAfter("topic-0", 15))
        .isEqualTo(new StartOffset.Anew(10, "the topic was made anew"));
  }

  @Test
  void aPositionOutsideTheLogMeansTheEarliestAndSaysWhy() {
    assertThat(startAfter("topic-1", 9))
        .isEqualTo(new StartOffset.Anew(10, "the log has offsets 10 to 20, not 9"));
    assertThat(startAfter("topic-1", 21))
        .isEqualTo(new StartOffset.Anew(10, "the log has offsets 10 to 20, not 21"));
  }

  private static StartOffset startAfter(String topicId, long nextOffset) {
    return StartOffset.of(stored(topicId, nextOffset), LOG);
  }

  private static Optional<InputPosition> stored(String topicId, long nextOffset) {
    return Optional.of(new InputPosition("ev.requests", 0, topicId, nextOffset, OptionalInt.of(3)));
  }
}
