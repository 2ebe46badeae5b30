package org.evcharging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record as it was read. Immutable but for its bytes, which must not be changed.
 *
 * @param timestampMs Kafka's own time, since the epoch
 */
public record TailRecord(
    int partition,
    long offset,
    long timestampMs,
    String key,
    Optional<byte[]> valueIfAny,
    Headers headers) {

  static TailRecord of(ConsumerRecord<byte[], byte[]> read) {
    return new TailRecord(
        read.partition(),
        read.offset(),
        read.timestamp(),
        read.key() == null ? "" : new String(read.key(), UTF_8),
        Optional.ofNullable(read.value()),
        read.headers());
  }

  /** The value; no bytes at all if this record only removes its key from a compacted topic. */
  public byte[] value() {
    return valueIfAny.orElseGet(() -> new byte[0]);
  }

  /** Tells whether this record removes its key from a compacted topic. */
  public boolean removesKey() {
    return valueIfAny.isEmpty();
  }
}
