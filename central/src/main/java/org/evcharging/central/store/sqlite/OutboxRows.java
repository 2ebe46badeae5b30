package org.evcharging.central.store.sqlite;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.message.Topic;

/**
 * The outbox. It is written by each transaction, read only after a restart and cleared in ranges,
 * so the rows lie many to a block: that is several times as fast as a row of SQLite each. A message
 * in a block is its row and epoch (8 bytes each), its topic (1), and key and value, each after its
 * length (4). Used by the holder of the database lock; the static parts by anybody.
 */
final class OutboxRows {
  /** A block is closed when it is as long as this: enough to be fast, few to read again. */
  private static final int BLOCK_BYTES = 64 * 1024;

  private static final int FRAME_BYTES = 8 + 8 + 1 + 4 + 4;

  private final Change insert;
  private final Change clear;
  private ByteBuffer block = ByteBuffer.allocate(2 * BLOCK_BYTES);

  OutboxRows(Connection database) throws SQLException {
    insert = new Change(database, "INSERT INTO outbox (last_row, messages) VALUES (?, ?)");
    clear = new Change(database, "DELETE FROM outbox WHERE last_row <= ?");
  }

  /** Prepares {@link #above}. */
  static PreparedStatement prepareAbove(Connection database) throws SQLException {
    return database.prepareStatement(
        "SELECT messages FROM outbox WHERE last_row > ? ORDER BY last_row");
  }

  /** Rows above one, ascending, at most so many. */
  static List<OutboxRow> above(PreparedStatement prepared, long row, int limit)
      throws SQLException {
    List<OutboxRow> rows = new ArrayList<>();
    prepared.setLong(1, row);
    try (ResultSet blocks = prepared.executeQuery()) {
      while (rows.size() < limit && blocks.next()) {
        ByteBuffer block = ByteBuffer.wrap(blocks.getBytes(1));
        while (rows.size() < limit && block.hasRemaining()) {
          OutboxRow next = read(block);
          if (next.row() > row) {
            rows.add(next);
          }
        }
      }
    }
    return rows;
  }

  void write(List<OutboxRow> rows) throws SQLException {
    block.clear();
    long lastRow = 0;
    for (OutboxRow row : rows) {
      append(row);
      lastRow = row.row();
      if (block.position() >= BLOCK_BYTES) {
        close(lastRow);
      }
    }
    if (block.position() > 0) {
      close(lastRow);
    }
  }

  /** Forgets blocks that have only rows up to this one. */
  void clearTo(long row) throws SQLException {
    clear.run(row);
  }

  private void append(OutboxRow row) {
    int length = FRAME_BYTES + row.key().length + row.value().length;
    if (block.remaining() < length) {
      block = ByteBuffer.allocate(block.position() + 2 * length).put(block.flip());
    }
    block
        .putLong(row.row())
        .putLong(row.epoch())
        .put(code(row.topic()))
        .putInt(row.key().length)
        .put(row.key())
        .putInt(row.value().length)
        .put(row.value());
  }

  private void close(long lastRow) throws SQLException {
    insert.one(lastRow, Arrays.copyOf(block.array(), block.position()));
    block.clear();
  }

  private static OutboxRow read(ByteBuffer block) {
    return new OutboxRow(
        block.getLong(), block.getLong(), topic(block.get()), bytes(block), bytes(block));
  }

  private static byte[] bytes(ByteBuffer block) {
    byte[] bytes = new byte[block.getInt()];
    block.get(bytes);
    return bytes;
  }

  /** What stands for a topic on the disk, whatever becomes of the order of its constants. */
  private static byte code(Topic topic) {
    return switch (topic) {
      case REQUESTS -> 1;
      case COMMANDS -> 2;
      case EVENTS -> 3;
      case NOTIFICATIONS -> 4;
      case NETWORK -> 5;
      case DEAD_LETTERS -> 6;
    };
  }

  private static Topic topic(byte code) {
    for (Topic topic : Topic.values()) {
      if (code(topic) == code) {
        return topic;
      }
    }
    throw new IllegalStateException("an outbox row has the unknown topic " + code);
  }
}
