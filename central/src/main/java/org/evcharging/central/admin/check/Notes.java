package org.evcharging.central.admin.check;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.evcharging.kafka.OutboxRow;
import org.evcharging.message.Notification;
import org.evcharging.message.Notification.Subject;
import org.evcharging.model.SessionId;

/** Takes down what drivers are told for good: not how a supply goes on, nor steps on the way. */
final class Notes {
  private final Ledger ledger;
  private final Insertion notes;

  Notes(Ledger ledger) throws SQLException {
    this.ledger = ledger;
    this.notes = new Insertion(ledger, "note", 15);
  }

  /** What a kind of notification says beside its subject. */
  private record Facts(
      Optional<String> reason,
      Optional<Long> energyWh,
      Optional<Long> priceMicrosPerKwh,
      Optional<Long> amountCents,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt) {
    static final Facts NONE =
        new Facts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    static Facts reason(Enum<?> reason) {
      return new Facts(
          Optional.of(reason.name()),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * Adds one.
   *
   * @param at Kafka's time in microseconds; of no account if it waits
   * @param waits whether it is still to be sent
   */
  void take(Notification notification, Optional<OutboxRow> row, long at, boolean waits)
      throws SQLException {
    if (notification instanceof Notification.Progress) {
      return;
    }
    Subject subject = notification.subject();
    if (row.isEmpty()) {
      ledger.odd(
          "announced-by-central",
          "request "
              + subject.requestId()
              + " of "
              + subject.driverId()
              + ": its "
              + notification.getClass().getSimpleName()
              + " on ev.notifications does not come from Central");
    }
    Optional<Facts> facts = facts(notification);
    if (facts.isPresent()) {
      insert(notification, facts.get(), row, at, waits);
    }
  }

  private void insert(
      Notification notification, Facts facts, Optional<OutboxRow> row, long at, boolean waits)
      throws SQLException {
    Subject subject = notification.subject();
    notes.add(
        row.map(OutboxRow::epoch),
        row.map(OutboxRow::row),
        at,
        waits,
        notification.getClass().getSimpleName(),
        subject.requestId(),
        subject.sessionId().map(SessionId::value),
        subject.driverId(),
        subject.chargePointId(),
        facts.reason(),
        facts.energyWh(),
        facts.priceMicrosPerKwh(),
        facts.amountCents(),
        facts.startedAt().map(Micros::of),
        facts.endedAt().map(Micros::of));
  }

  private static Optional<Facts> facts(Notification notification) {
    return switch (notification) {
      case Notification.Denied denied -> Optional.of(Facts.reason(denied.reason()));
      case Notification.Ended ended -> Optional.of(Facts.reason(ended.reason()));
      case Notification.Authorized _, Notification.Expired _ -> Optional.of(Facts.NONE);
      case Notification.Ticket ticket ->
          Optional.of(
              new Facts(
                  Optional.of(ticket.reason().name()),
                  Optional.of(ticket.energy().wh()),
                  Optional.of(ticket.tariff().priceMicrosPerKwh()),
                  Optional.of(ticket.amount().cents()),
                  Optional.of(ticket.startedAt()),
                  Optional.of(ticket.endedAt())));
      case Notification.Corrected corrected ->
          Optional.of(
              new Facts(
                  Optional.empty(),
                  Optional.of(corrected.energy().wh()),
                  Optional.empty(),
                  Optional.of(corrected.amount().cents()),
                  Optional.empty(),
                  Optional.empty()));
      case Notification.Step step ->
          step.step() == Notification.Stage.ENDING
              ? Optional.of(Facts.reason(step.step()))
              : Optional.empty();
      case Notification.Progress _ -> Optional.empty();
    };
  }
}
