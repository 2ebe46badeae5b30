package org.evcharging.central.admin.check;

import java.sql.SQLException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Topic;

/** Takes down what Engines reported: {@code ev.events}. */
final class Events {
  private final MessageCodec codec = new MessageCodec();
  private final Ledger ledger;
  private final Positions positions;
  private final Insertion events;
  private final Insertion unreadable;

  Events(Ledger ledger, Positions positions) throws SQLException {
    this.ledger = ledger;
    this.positions = positions;
    this.events = new Insertion(ledger, "event", 9);
    this.unreadable = new Insertion(ledger, "unreadable", 5);
  }

  void take(ConsumerRecord<byte[], byte[]> record) throws SQLException {
    boolean isRead = positions.covers(Topic.EVENTS, record.partition(), record.offset());
    long at = Micros.of(record.timestamp());
    try {
      take(codec.decodeEvent(Bytes.of(record.value())), at, isRead);
    } catch (MalformedMessage _) {
      unreadable.add(Topic.EVENTS.topicName(), record.partition(), record.offset(), at, isRead);
    }
  }

  private void take(EngineEvent event, long at, boolean isRead) throws SQLException {
    Origin origin = event.origin();
    boolean isNew =
        events.add(
            origin.chargePointId().value(),
            origin.boot(),
            origin.sequence(),
            origin.sessionId().value(),
            event.getClass().getSimpleName(),
            energyWh(event),
            at,
            isRead,
            event.hashCode());
    if (!isNew) {
      repeated(origin, event);
    }
  }

  /** An Engine may send an event twice, but no two under one number. */
  private void repeated(Origin origin, EngineEvent event) throws SQLException {
    String key = origin.boot() + " AND sequence = " + origin.sequence();
    long before =
        ledger.number(
            "SELECT contents FROM event WHERE charge_point = '"
                + origin.chargePointId().value()
                + "' AND boot = "
                + key);
    if (before != event.hashCode()) {
      ledger.odd(
          "event-number-once",
          origin.chargePointId()
              + ": boot "
              + origin.boot()
              + " sequence "
              + origin.sequence()
              + " stands for two different events; the second is of session "
              + origin.sessionId());
    }
  }

  private static Optional<Long> energyWh(EngineEvent event) {
    return switch (event) {
      case EngineEvent.MeterValue meter -> Optional.of(meter.energy().wh());
      case EngineEvent.Ended ended -> Optional.of(ended.energy().wh());
      case EngineEvent.Confirmed _, EngineEvent.Rejected _, EngineEvent.Started _ ->
          Optional.empty();
    };
  }
}
