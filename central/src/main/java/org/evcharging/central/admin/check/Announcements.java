package org.evcharging.central.admin.check;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.evcharging.kafka.OutboxRow;
import org.evcharging.kafka.RowFilter;
import org.evcharging.message.DeadLetter;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Topic;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes down what Central announced: {@code ev.commands}, {@code ev.notifications} and {@code
 * ev.dead-letters}, and what waits in its outbox. Reads as every reader does: within a partition
 * (epoch, row) ascends, and what does not was sent twice; whatever else is dropped so is lost.
 */
final class Announcements {
  private final MessageCodec codec = new MessageCodec();
  private final JsonMapper json = JsonMapper.shared();
  private final Ledger ledger;
  private final Insertion sent;
  private final Notes notes;
  private final Insertion letters;
  private final Map<Topic, Map<Integer, RowFilter>> filters = new EnumMap<>(Topic.class);

  Announcements(Ledger ledger) throws SQLException {
    this.ledger = ledger;
    this.sent = new Insertion(ledger, "sent", 4);
    this.notes = new Notes(ledger);
    this.letters = new Insertion(ledger, "letter", 3);
  }

  void take(Topic topic, ConsumerRecord<byte[], byte[]> record) throws SQLException {
    Optional<OutboxRow> row = OutboxRow.from(record.headers());
    boolean admitted = filter(topic, record.partition()).admits(row);
    if (row.isPresent()) {
      boolean isNew = sent(topic, record.partition(), row.get());
      if (!admitted && isNew) {
        ledger.odd(
            "order",
            place(topic, record.partition())
                + "@"
                + record.offset()
                + ": "
                + words(row.get())
                + " comes only after a higher one, so that its readers drop it");
      }
    }
    if (admitted) {
      take(topic, Bytes.of(record.value()), row, Micros.of(record.timestamp()), false);
    }
  }

  /** A message of the outbox: already in the topic, or still to be sent. */
  void take(OutboxBlock.Message message, int partitionCount) throws SQLException {
    // Keys of dead letters may be no text.
    int partition = Utils.toPositive(Utils.murmur2(message.key())) % partitionCount;
    Optional<OutboxRow> newest = filter(message.topic(), partition).newest();
    boolean waits = newest.isEmpty() || message.row().compareTo(newest.get()) > 0;
    if (waits) {
      take(message.topic(), message.value(), Optional.of(message.row()), 0, true);
    } else if (sent(message.topic(), partition, message.row())) {
      ledger.odd(
          "order",
          place(message.topic(), partition)
              + ": "
              + words(message.row())
              + " is in the outbox but not in the topic, which has gone on beyond it");
    }
  }

  private void take(Topic topic, byte[] value, Optional<OutboxRow> row, long at, boolean waits)
      throws SQLException {
    try {
      switch (topic) {
        case NOTIFICATIONS -> notes.take(codec.decodeNotification(value), row, at, waits);
        case DEAD_LETTERS -> letter(value);
        case COMMANDS -> codec.decodeCommand(value);
        case REQUESTS, EVENTS, NETWORK -> {
          // Nothing that waits in an outbox.
        }
      }
    } catch (MalformedMessage | JacksonException e) {
      ledger.odd("readable", topic.topicName() + ": a record cannot be read: " + e.getMessage());
    }
  }

  private void letter(byte[] value) throws SQLException {
    DeadLetter letter = json.readValue(value, DeadLetter.class);
    letters.add(letter.topic(), letter.partition(), letter.offset());
  }

  private boolean sent(Topic topic, int partition, OutboxRow row) throws SQLException {
    return sent.add(topic.topicName(), partition, row.epoch(), row.row());
  }

  private RowFilter filter(Topic topic, int partition) {
    return filters
        .computeIfAbsent(topic, _ -> new HashMap<>())
        .computeIfAbsent(partition, _ -> new RowFilter(Optional.empty()));
  }

  private static String place(Topic topic, int partition) {
    return topic.topicName() + "-" + partition;
  }

  private static String words(OutboxRow row) {
    return "row " + row.row() + " of epoch " + row.epoch();
  }
}
