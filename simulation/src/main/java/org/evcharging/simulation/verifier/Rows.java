package org.evcharging.simulation.verifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.evcharging.kafka.OutboxRow;
import org.evcharging.kafka.RowFilter;
import org.evcharging.message.Topic;
import org.evcharging.simulation.disk.Transaction.Message;

/**
 * The rows of Central's outbox: none in Kafka that is not on the disk, none on the disk that
 * readers do not get in the end.
 */
final class Rows {
  private final Map<Long, Message> committed = new HashMap<>();
  private final Map<String, RowFilter> readers = new TreeMap<>();
  private final Map<String, List<Optional<OutboxRow>>> logs = new TreeMap<>();

  void committed(Message message) {
    committed.put(message.row(), message);
  }

  /**
   * A record was appended to a topic that Central alone writes.
   *
   * @return whether a reader would take it
   */
  boolean appended(Topic topic, int partition, Optional<OutboxRow> row, byte[] value) {
    String log = topic.topicName() + "/" + partition;
    logs.computeIfAbsent(log, _ -> new ArrayList<>()).add(row);
    if (row.isPresent()) {
      Message message = committed.get(row.get().row());
      if (message == null || !Arrays.equals(message.value(), value)) {
        throw new Violation("nothing is announced that is not on the disk", log + " " + row.get());
      }
    }
    return readers.computeIfAbsent(log, _ -> new RowFilter(Optional.empty())).admits(row);
  }

  void lost(Topic topic, int partition, long from) {
    List<Optional<OutboxRow>> log = logs.get(topic.topicName() + "/" + partition);
    if (log != null) {
      log.subList(Math.toIntExact(from), log.size()).clear();
    }
  }

  /** A row that whoever reads from the beginning does not get; empty if there is none. */
  Optional<String> missing() {
    Set<Long> read = new HashSet<>();
    for (List<Optional<OutboxRow>> log : logs.values()) {
      RowFilter reader = new RowFilter(Optional.empty());
      for (Optional<OutboxRow> row : log) {
        if (row.isPresent() && reader.admits(row)) {
          read.add(row.get().row());
        }
      }
    }
    return committed.values().stream()
        .filter(message -> !read.contains(message.row()))
        .findFirst()
        .map(message ->
            "row " + message.row() + " for " + message.topic() + " has not reached its readers");
  }
}
