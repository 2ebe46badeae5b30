package org.evcharging.central.admin.check;

import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.DriverId;

/** Takes down what was asked of Central: {@code ev.requests}. */
final class Requests {
  private final MessageCodec codec = new MessageCodec();
  private final Positions positions;
  private final Insertion asks;
  private final Insertion unreadable;

  Requests(Ledger ledger, Positions positions) throws SQLException {
    this.positions = positions;
    this.asks = new Insertion(ledger, "ask", 10);
    this.unreadable = new Insertion(ledger, "unreadable", 5);
  }

  void take(ConsumerRecord<byte[], byte[]> record) throws SQLException {
    boolean isRead = positions.covers(Topic.REQUESTS, record.partition(), record.offset());
    long at = Micros.of(record.timestamp());
    try {
      Request request = codec.decodeRequest(Bytes.of(record.value()));
      asks.add(
          record.partition(),
          record.offset(),
          at,
          request.requestId().value(),
          request.driverId(),
          request.chargePointId(),
          contents(request),
          request instanceof Request.StartCharging,
          DriverId.wellFormed(request.driverId()),
          isRead);
    } catch (MalformedMessage _) {
      unreadable.add(Topic.REQUESTS.topicName(), record.partition(), record.offset(), at, isRead);
    }
  }

  /** What is asked for, as one text: the same id with another one is another request. */
  private static String contents(Request request) {
    return switch (request) {
      case Request.StartCharging start -> "START " + start.chargePointId();
      case Request.StopCharging stop ->
          "STOP "
              + stop.chargePointId()
              + stop.sessionId().map(session -> " " + session.value()).orElse("");
    };
  }
}
