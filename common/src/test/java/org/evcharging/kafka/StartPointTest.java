package org.evcharging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.evcharging.kafka.StartPoint.Log;
import org.evcharging.kafka.TailSettings.Start;
import org.junit.jupiter.api.Test;

class StartPointTest {
  private static final Optional<OutboxRow> ROW = Optional.of(new OutboxRow(1, 50));
  private static final Log LOG = new Log("topic-a", 4, 100, 200);

  @Test
  void withoutAPositionItBeginsWhereTheSettingsSay() {
    assertThat(start(Optional.empty(), Start.END).offset()).isEqualTo(200);
    assertThat(start(Optional.empty(), Start.BEGINNING).offset()).isEqualTo(100);
  }

  @Test
  void aTopicSeenMissingIsReadFromItsBeginning() {
    assertThat(StartPoint.of(Optional.empty(), LOG, Start.END, true).offset()).isEqualTo(100);
  }

  @Test
  void aPositionThatFitsIsTakenUpWithWhatWasSeen() {
    for (long offset : new long[] {100, 150, 200}) {
      assertThat(start(position("topic-a", 4, offset, ROW), Start.END))
          .isEqualTo(new StartPoint(offset, ROW));
    }
  }

  @Test
  void thePositionInATopicThatWasThereBeforeSaysNothing() {
    assertThat(start(position("topic-b", 4, 150, ROW), Start.END))
        .isEqualTo(new StartPoint(200, Optional.empty()));
    assertThat(StartPoint.of(position("topic-b", 4, 150, ROW), LOG, Start.END, true))
        .isEqualTo(new StartPoint(100, Optional.empty()));
  }

  @Test
  void whatIsLeftOfALogDeletedByAgeIsReadWhole() {
    assertThat(start(position("topic-a", 4, 99, ROW), Start.END))
        .isEqualTo(new StartPoint(100, ROW));
  }

  @Test
  void aKeyThatMovedToAnotherPartitionIsReadThereFromTheBeginning() {
    assertThat(start(position("topic-a", 3, 150, ROW), Start.END))
        .isEqualTo(new StartPoint(100, Optional.empty()));
  }

  @Test
  void afterALogLostItsEndRowsTellWhatIsNew() {
    assertThat(start(position("topic-a", 4, 201, ROW), Start.END))
        .isEqualTo(new StartPoint(100, ROW));
    assertThat(start(position("topic-a", 4, 201, Optional.empty()), Start.END))
        .isEqualTo(new StartPoint(200, Optional.empty()));
  }

  private static StartPoint start(Optional<Position> saved, Start start) {
    return StartPoint.of(saved, LOG, start, false);
  }

  private static Optional<Position> position(
      String topicId, int partition, long offset, Optional<OutboxRow> newest) {
    return Optional.of(new Position(topicId, partition, offset, newest));
  }
}
