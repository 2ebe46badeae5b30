package org.evcharging.central.admin.check;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.evcharging.message.Topic;

/** How far Central has read its input topics, as its database says. Immutable. */
final class Positions {
  private final Map<String, Long> nextOffsets = new HashMap<>();

  Positions(Ledger ledger) throws SQLException {
    try (PreparedStatement query =
            ledger.prepare("SELECT topic, \"partition\", next_offset FROM input_position");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        nextOffsets.put(key(row.getString(1), row.getInt(2)), row.getLong(3));
      }
    }
  }

  /** Tells whether what Central decided about a record is in the database. */
  boolean covers(Topic topic, int partition, long offset) {
    return offset < nextOffsets.getOrDefault(key(topic.topicName(), partition), 0L);
  }

  private static String key(String topic, int partition) {
    return topic + "-" + partition;
  }
}
