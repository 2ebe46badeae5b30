package org.evcharging.central.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.LongStream;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.message.Topic;

/** Outbox rows for tests. */
final class Rows {
  static final long EPOCH = 3;

  private Rows() {}

  static OutboxRow row(long row) {
    return new OutboxRow(
        row, EPOCH, Topic.COMMANDS, "CP-1".getBytes(UTF_8), ("row " + row).getBytes(UTF_8));
  }

  static List<OutboxRow> rows(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(Rows::row).toList();
  }

  static List<Long> numbers(List<OutboxRow> rows) {
    return rows.stream().map(OutboxRow::row).toList();
  }
}
