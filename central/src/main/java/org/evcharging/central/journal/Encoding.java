package org.evcharging.central.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Topic;

/** Numbers durable messages and makes them outbox rows. Used by the journal's thread alone. */
final class Encoding {
  private final MessageCodec codec = new MessageCodec();
  private final long epoch;
  private long lastRow;

  Encoding(long epoch, long lastRow) {
    this.epoch = epoch;
    this.lastRow = lastRow;
  }

  OutboxRow row(Outbound.Durable message, Instant at) {
    return switch (message) {
      case Outbound.ToEngine(var command) ->
          row(
              Topic.COMMANDS,
              command.chargePointId().value().getBytes(StandardCharsets.UTF_8),
              codec.encode(command, at));
      case Outbound.ToDriver(var notification) ->
          row(
              Topic.NOTIFICATIONS,
              notification.subject().driverId().getBytes(StandardCharsets.UTF_8),
              codec.encode(notification, at));
      case Outbound.ToOperator(var deadLetter, var key) ->
          row(Topic.DEAD_LETTERS, key, codec.encode(deadLetter, at));
    };
  }

  private OutboxRow row(Topic topic, byte[] key, byte[] value) {
    return new OutboxRow(++lastRow, epoch, topic, key, value);
  }
}
