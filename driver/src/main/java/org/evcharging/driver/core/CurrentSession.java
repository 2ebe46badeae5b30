package org.evcharging.driver.core;

import java.util.Optional;
import org.evcharging.message.Notification;
import org.evcharging.model.SessionId;

/** The driver's session that is not over; a driver has one at most (spec R-4, DRIVER_BUSY). */
public record CurrentSession(SessionId sessionId, String chargePointId) {

  /**
   * Which session goes on after a notification. Progress says nothing here: it may come after the
   * end.
   */
  public static Optional<CurrentSession> after(
      Optional<CurrentSession> before, Notification notification) {
    return switch (notification) {
      case Notification.Step _, Notification.Authorized _ -> begun(notification).or(() -> before);
      case Notification.Denied _,
          Notification.Expired _,
          Notification.Ended _,
          Notification.Ticket _ ->
          before.filter(session -> !session.isOf(notification));
      case Notification.Progress _, Notification.Corrected _ -> before;
    };
  }

  private static Optional<CurrentSession> begun(Notification notification) {
    Notification.Subject subject = notification.subject();
    return subject.sessionId().map(id -> new CurrentSession(id, subject.chargePointId()));
  }

  private boolean isOf(Notification notification) {
    return notification.subject().sessionId().equals(Optional.of(sessionId));
  }
}
