package org.evcharging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RowFilterTest {
  private final RowFilter filter = new RowFilter(Optional.empty());

  @Test
  void aRowSentTwiceIsDropped() {
    assertThat(filter.admits(row(1, 7))).isTrue();
    assertThat(filter.admits(row(1, 7))).isFalse();
  }

  @Test
  void aRowThatComesAfterAHigherOneIsDropped() {
    assertThat(filter.admits(row(2, 3))).isTrue();
    assertThat(filter.admits(row(1, 900))).isFalse();
    assertThat(filter.admits(row(2, 2))).isFalse();
  }

  @Test
  void aNewEpochMayBeginWithAnyRow() {
    assertThat(filter.admits(row(1, 900))).isTrue();
    assertThat(filter.admits(row(2, 1))).isTrue();
  }

  @Test
  void aRecordWithoutARowAlwaysPassesAndChangesNothing() {
    assertThat(filter.admits(row(1, 7))).isTrue();
    assertThat(filter.admits(Optional.empty())).isTrue();
    assertThat(filter.admits(Optional.empty())).isTrue();
    assertThat(filter.newest()).isEqualTo(row(1, 7));
  }

  @Test
  void whatWasSeenBeforeARestartIsDroppedAfterIt() {
    RowFilter restarted = new RowFilter(row(1, 7));

    assertThat(restarted.admits(row(1, 7))).isFalse();
    assertThat(restarted.admits(row(1, 8))).isTrue();
  }

  @Test
  void aRowTravelsInHeadersOfEightBytes() {
    RecordHeaders headers = new RecordHeaders();
    new OutboxRow(3, 0x0102030405060708L).headers().forEach(headers::add);

    assertThat(headers.lastHeader("row").value()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(OutboxRow.from(headers)).contains(new OutboxRow(3, 0x0102030405060708L));
  }

  @Test
  void headersOfSomebodyElseAreNoRow() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("epoch", new byte[8]);
    assertThat(OutboxRow.from(headers)).isEmpty();

    headers.add("row", "seven".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(OutboxRow.from(headers)).isEmpty();
  }

  private static Optional<OutboxRow> row(long epoch, long row) {
    return Optional.of(new OutboxRow(epoch, row));
  }
}
