package org.evcharging.simulation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.evcharging.kafka.OutboxRow;
import org.jspecify.annotations.Nullable;

/** A record in one line of a trace. */
final class RecordWords {
  private RecordWords() {}

  static String of(byte[] key, byte @Nullable [] value, Headers headers) {
    String row =
        OutboxRow.from(headers).map(r -> "row " + r.epoch() + "/" + r.row() + " ").orElse("");
    String text = value == null ? "(removed)" : printable(new String(value, UTF_8));
    return row + new String(key, UTF_8) + " " + text;
  }

  private static String printable(String text) {
    return text.chars().anyMatch(Character::isISOControl)
        ? text.replaceAll("\\p{Cntrl}", "?")
        : text;
  }
}
