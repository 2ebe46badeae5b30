package org.evcharging.message;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/** What Central tells a driver by Kafka. */
public sealed interface Notification {
  Subject subject();

  /**
   * What it is about. Driver and charge point are as the request claimed them.
   *
   * @param sessionId empty until there is a session
   */
  record Subject(
      String requestId, Optional<SessionId> sessionId, String driverId, String chargePointId) {}

  /** How far the answer to a request is. */
  enum Stage {
    RECEIVED,
    CHECKING,
    ASKING_CHARGE_POINT,
    /** The vehicle is plugged in and takes energy. */
    CHARGING,
    /** Central has asked the Engine to end the supply. */
    ENDING
  }

  record Step(Subject subject, Stage step) implements Notification {}

  /** The charge point has confirmed: plug in. */
  record Authorized(Subject subject) implements Notification {}

  record Denied(Subject subject, DenialReason reason) implements Notification {}

  /** Nobody plugged in. */
  record Expired(Subject subject) implements Notification {}

  /** The supply as it goes on; replaced by the next. */
  record Progress(Subject subject, Energy energy, long powerW, Money amount)
      implements Notification {}

  record Ended(Subject subject, EndReason reason) implements Notification {}

  /**
   * The one record of an ended session.
   *
   * @param balance what is left in the driver's account; empty where there are no accounts
   */
  record Ticket(
      Subject subject,
      String location,
      Instant startedAt,
      Instant endedAt,
      Energy energy,
      Tariff tariff,
      Money amount,
      EndReason reason,
      Optional<Money> balance)
      implements Notification {}

  /** The final reading came after the ticket: this is what counts. */
  record Corrected(Subject subject, Energy energy, Money amount, Optional<Money> balance)
      implements Notification {}

  /**
   * The same for the same fact, however often it is sent: who has seen an id has seen the
   * notification. {@code 01J…:AUTHORIZED}.
   */
  default String notificationId() {
    String about = subject().sessionId().map(SessionId::value).orElse(subject().requestId());
    return about
        + switch (this) {
          case Step step -> ":" + step.step();
          case Authorized _ -> ":AUTHORIZED";
          // A session may be denied one request (a second stop) and still end, and an id that was
          // used again is denied beside its first answer.
          case Denied denied -> ":DENIED:" + denied.subject().requestId() + ":" + denied.reason();
          case Expired _ -> ":EXPIRED";
          case Progress progress -> ":PROGRESS:" + progress.energy().wh();
          case Ended _ -> ":ENDED";
          case Ticket _ -> ":TICKET";
          case Corrected _ -> ":CORRECTED";
        };
  }
}
