package org.evcharging.central.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Notification;
import org.evcharging.message.Topic;

/**
 * Messages as Kafka's client takes them. Rows carry (epoch, row) in headers, as {@link
 * org.evcharging.kafka.OutboxRow} reads them. Not thread-safe.
 */
final class OutboxRecords {
  private final MessageCodec codec = new MessageCodec();
  private long epochOfHeader = -1;
  private Header epochHeader = new RecordHeader("epoch", new byte[Long.BYTES]);

  ProducerRecord<byte[], byte[]> of(OutboxRow row) {
    if (row.epoch() != epochOfHeader) {
      // Nearly all rows are of one epoch: one header serves them.
      epochHeader = header("epoch", row.epoch());
      epochOfHeader = row.epoch();
    }
    return new ProducerRecord<>(
        row.topic().topicName(),
        null,
        row.key(),
        row.value(),
        List.of(epochHeader, header("row", row.row())));
  }

  ProducerRecord<byte[], byte[]> of(Notification.Progress progress, Instant now) {
    return new ProducerRecord<>(
        Topic.NOTIFICATIONS.topicName(),
        progress.subject().driverId().getBytes(UTF_8),
        codec.encode(progress, now));
  }

  private static Header header(String name, long value) {
    return new RecordHeader(name, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }
}
