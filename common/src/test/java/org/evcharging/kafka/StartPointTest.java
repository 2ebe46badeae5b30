package org.evcharging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.evcharging.kafka.StartPoint.Log;
import org.evcharging.kafka.TailSettings.Start;
import org.junit.jupiter.api.Test;

class StartPointTest {
  private static final Optional<OutboxRow> ROW = Optional.of(new OutboxRow(1, 50));
  private static final Log LOG = new Log("topic-a", 4, 100, 200, false);
  private static final Log CUT = new Log("topic-a", 4, 100, 200, true);

  @Test
  void withoutAPositionItBeginsWhereTheSettingsSay() {
    assertThat(start(Optional.empty(), Start.END)).isEqualTo(at(200, Optional.empty()));
    assertThat(start(Optional.empty(), Start.BEGINNING)).isEqualTo(at(100, Optional.empty()));
  }

  @Test
  void aTopicSeenMissingIsReadFromItsBeginning() {
    assertThat(StartPoint.of(Optional.empty(), LOG, Start.END, true))
        .isEqualTo(at(100, Optional.empty()));
  }

  @Test
  void aPositionThatFitsIsTakenUpWithWhatWasSeen() {
    for (long offset : new long[] {100, 150, 200}) {
      assertThat(start(position("topic-a", 4, offset, ROW), Start.END))
          .isEqualTo(new StartPoint(new LogPlace(offset, OptionalInt.of(7)), ROW));
    }
  }

  @Test
  void aPositionWithoutALeaderEpochIsTakenUpToo() {
    assertThat(start(Optional.of(new Position("topic-a", 4, 150, ROW)), Start.END))
        .isEqualTo(at(150, ROW));
  }

  @Test
  void thePositionInATopicThatWasThereBeforeSaysNothing() {
    assertThat(start(position("topic-b", 4, 150, ROW), Start.END))
        .isEqualTo(at(200, Optional.empty()));
    assertThat(StartPoint.of(position("topic-b", 4, 150, ROW), LOG, Start.END, true))
        .isEqualTo(at(100, Optional.empty()));
  }

  @Test
  void whatIsLeftOfALogDeletedByAgeIsReadWhole() {
    assertThat(start(position("topic-a", 4, 99, ROW), Start.END)).isEqualTo(at(100, ROW));
  }

  @Test
  void aKeyThatMovedToAnotherPartitionIsReadThereFromTheBeginning() {
    assertThat(start(position("topic-a", 3, 150, ROW), Start.END))
        .isEqualTo(at(100, Optional.empty()));
  }

  @Test
  void afterALogLostItsEndRowsTellWhatIsNew() {
    assertThat(start(position("topic-a", 4, 201, ROW), Start.END)).isEqualTo(at(100, ROW));
    assertThat(start(position("topic-a", 4, 201, Optional.empty()), Start.END))
        .isEqualTo(at(200, Optional.empty()));
  }

  @Test
  void aLogCutBeforeThePositionIsOneThatLostItsEnd() {
    assertThat(StartPoint.of(position("topic-a", 4, 150, ROW), CUT, Start.END, false))
        .isEqualTo(at(100, ROW));
    assertThat(StartPoint.of(position("topic-a", 4, 150, Optional.empty()), CUT, Start.END, false))
        .isEqualTo(at(200, Optional.empty()));
    assertThat(StartPoint.of(position("topic-b", 4, 150, ROW), CUT, Start.END, true))
        .as("a topic made anew meanwhile")
        .isEqualTo(at(100, Optional.empty()));
  }

  private static StartPoint at(long offset, Optional<OutboxRow> newest) {
    return new StartPoint(LogPlace.unread(offset), newest);
  }

  private static StartPoint start(Optional<Position> saved, Start start) {
    return StartPoint.of(saved, LOG, start, false);
  }

  private static Optional<Position> position(
      String topicId, int partition, long offset, Optional<OutboxRow> newest) {
    return Optional.of(new Position(topicId, partition, offset, OptionalInt.of(7), newest));
  }
}
