package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.evcharging.central.store.InputPosition;
import org.junit.jupiter.api.Test;

class StartOffsetTest {
  private static final StartOffset.Log LOG = new StartOffset.Log("topic-1", 10, 20);

  @Test
  void aStoredPositionInTheLogIsGoneOnFrom() {
    assertThat(startAfter("topic-1", 15)).isEqualTo(new StartOffset.Stored(15));
    assertThat(startAfter("topic-1", 10)).isEqualTo(new StartOffset.Stored(10));
    assertThat(startAfter("topic-1", 20)).isEqualTo(new StartOffset.Stored(20));
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
    return StartOffset.of(
        Optional.of(new InputPosition("ev.requests", 0, topicId, nextOffset)), LOG);
  }
}
