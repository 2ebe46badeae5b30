package org.evcharging.central.admin.check;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;

/** What {@code ev.network} says: whether Central lives, since when, and how charge points are. */
final class NetworkWatch {
  /** Two heartbeats, which come every 2 s, may be late. */
  private static final Duration SILENCE = Duration.ofSeconds(6);

  private record Beats(Heartbeat newest, long sinceMs, long newestMs) {
    Beats next(Heartbeat beat, long atMs) {
      boolean same = beat.epoch() == newest.epoch() && atMs - newestMs <= SILENCE.toMillis();
      return new Beats(beat, same ? sinceMs : atMs, atMs);
    }
  }

  private record Standing(ChargePointStatus status, long sinceMs) {}

  private final MessageCodec codec = new MessageCodec();
  private final Map<ChargePointId, Standing> standings = new HashMap<>();
  private Optional<Beats> beats = Optional.empty();

  void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      switch (codec.decodeNetwork(record.value())) {
        case Heartbeat beat -> take(beat, record.timestamp());
        case ChargePointState state -> take(state, record.timestamp());
      }
    } catch (MalformedMessage _) {
      // Not a word of Central's; nobody takes it for one.
    }
  }

  private void take(Heartbeat beat, long atMs) {
    beats =
        Optional.of(
            beats.map(before -> before.next(beat, atMs)).orElse(new Beats(beat, atMs, atMs)));
  }

  private void take(ChargePointState state, long atMs) {
    standings.compute(
        state.chargePointId(),
        (_, before) ->
            before != null && before.status() == state.status()
                ? before
                : new Standing(state.status(), atMs));
  }

  /** The newest heartbeat; empty if Central was never there. */
  Optional<Heartbeat> heartbeat() {
    return beats.map(Beats::newest);
  }

  /** Since when Central has been there without a pause; empty if it is not there now. */
  Optional<Instant> aliveSince(Instant now) {
    return beats
        .filter(run -> now.toEpochMilli() - run.newestMs() <= SILENCE.toMillis())
        .map(run -> Instant.ofEpochMilli(run.sinceMs()));
  }

  void writeTo(Ledger ledger) throws SQLException {
    try (Insertion statuses = new Insertion(ledger, "status", 3)) {
      for (var each : standings.entrySet()) {
        statuses.add(
            each.getKey().value(),
            each.getValue().status().name(),
            Micros.of(each.getValue().sinceMs()));
      }
    }
  }
}
