package org.evcharging.central.admin.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.kafka.OutboxRow;
import org.evcharging.message.Topic;

/**
 * Messages that wait in the database to be sent, or were sent a moment ago. A row of the table
 * {@code outbox} holds many: each has its row and epoch (8 bytes each), its topic (1), and key and
 * value, each after its length (4). See {@code docs/adr/0006}.
 */
final class OutboxBlock {
  private OutboxBlock() {}

  /** One message. */
  // Nobody compares messages; copying the bytes would only cost.
  @SuppressWarnings("ArrayRecordComponent")
  record Message(OutboxRow row, Topic topic, byte[] key, byte[] value) {}

  /** The messages of one block, in order; those of topics that this version does not know not. */
  static List<Message> messages(byte[] bytes) {
    ByteBuffer block = ByteBuffer.wrap(bytes);
    List<Message> messages = new ArrayList<>();
    while (block.hasRemaining()) {
      long row = block.getLong();
      long epoch = block.getLong();
      Optional<Topic> topic = topic(block.get());
      byte[] key = bytes(block);
      byte[] value = bytes(block);
      topic.ifPresent(
          known -> messages.add(new Message(new OutboxRow(epoch, row), known, key, value)));
    }
    return messages;
  }

  private static byte[] bytes(ByteBuffer block) {
    byte[] bytes = new byte[block.getInt()];
    block.get(bytes);
    return bytes;
  }

  private static Optional<Topic> topic(byte code) {
    return switch (code) {
      case 2 -> Optional.of(Topic.COMMANDS);
      case 4 -> Optional.of(Topic.NOTIFICATIONS);
      case 6 -> Optional.of(Topic.DEAD_LETTERS);
      default -> Optional.empty();
    };
  }
}
