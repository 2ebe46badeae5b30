package org.evcharging.driver.core;

import java.util.Optional;
import org.evcharging.message.Notification;
import org.evcharging.message.Request.StopCharging;
import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;

/** Ends the driver's own supply, and waits for its ticket. Not thread-safe. */
public final class Stop implements Errand {
  /** How it went. */
  public enum Outcome {
    NOT_YET,
    /** The session is over. */
    STOPPED,
    /** Central said no. */
    DENIED
  }

  private final CurrentSession session;
  private final Asking asking;
  private Outcome outcome = Outcome.NOT_YET;

  public Stop(DriverId driver, CurrentSession session, RequestId requestId) {
    this.session = session;
    this.asking =
        new Asking(
            new StopCharging(
                requestId,
                driver.value(),
                session.chargePointId(),
                Optional.of(session.sessionId())));
  }

  @Override
  public Move next(long nowNanos) {
    return outcome == Outcome.NOT_YET ? asking.next(nowNanos) : new Move.Finish();
  }

  @Override
  public void heard(Notification notification, long nowNanos) {
    if (asking.isOf(notification.subject().requestId())) {
      asking.answered();
      if (notification instanceof Notification.Denied) {
        outcome = Outcome.DENIED;
      }
    } else if (notification.subject().sessionId().equals(Optional.of(session.sessionId()))) {
      heardOfSession(notification);
    }
  }

  /**
   * That the session ends is no answer yet: after a power cut Central may repeat it of one that was
   * over long ago, whose ticket does not come again.
   */
  private void heardOfSession(Notification notification) {
    switch (notification) {
      case Notification.Ticket _, Notification.Expired _, Notification.Denied _ ->
          outcome = Outcome.STOPPED;
      case Notification.Step _,
          Notification.Ended _,
          Notification.Authorized _,
          Notification.Progress _,
          Notification.Corrected _ -> {}
    }
  }

  /** How it went so far. */
  public Outcome outcome() {
    return outcome;
  }
}
