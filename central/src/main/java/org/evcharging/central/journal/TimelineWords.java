package org.evcharging.central.journal;

import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.Outbound;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.message.Notification;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.evcharging.model.SessionId;

/** What the lines of a timeline call inputs, events and messages: their names in the spec. */
final class TimelineWords {
  /** As much of what others wrote as makes sense to read. */
  private static final int MAX_FREE_TEXT = 200;

  private TimelineWords() {}

  /** Where a session is that messages are about. */
  record Concerned(SessionId session, ChargePointId chargePoint) {}

  /** What the first message is about that is about a session. */
  static Optional<Concerned> concerned(List<Outbound> outbound) {
    for (Outbound leaving : outbound) {
      if (leaving instanceof Outbound.ToEngine(EngineCommand command)) {
        return Optional.of(new Concerned(command.sessionId(), command.chargePointId()));
      }
      if (leaving instanceof Outbound.ToDriver(Notification notification)) {
        Notification.Subject subject = notification.subject();
        if (subject.sessionId().isPresent() && ChargePointId.wellFormed(subject.chargePointId())) {
          return Optional.of(
              new Concerned(subject.sessionId().get(), new ChargePointId(subject.chargePointId())));
        }
      }
    }
    return Optional.empty();
  }

  static void cause(StringBuilder line, Input input, List<Event> events) {
    switch (input) {
      case Input.StartRequested it ->
          line.append("StartCharging ").append(it.request().requestId().value());
      case Input.StopRequested it ->
          line.append("StopCharging ").append(it.request().requestId().value());
      case Input.EngineReported it -> reported(line, it.event());
      case Input.LifeSign it -> {
        line.append("life sign, ");
        health(line, it.health());
        it.supply()
            .ifPresent(supply ->
                line.append(", supplying ")
                    .append(supply.session().value())
                    .append(' ')
                    .append(supply.energy().wh())
                    .append(" Wh"));
      }
      case Input.LinkClosed _ -> line.append("connection of its Monitor closed");
      case Input.MonitorRegisters _ -> line.append("registration of its Monitor");
      case Input.OperatorOrders it -> {
        line.append(it.stop() ? "stop by " : "resume by ");
        free(line, it.who());
      }
      case Input.DriverAdded it -> {
        line.append("driver added by ");
        free(line, it.who());
      }
      case Input.DriverGetsToken it -> {
        line.append("token given by ");
        free(line, it.who());
      }
      case Input.AccessRefused _ -> line.append("access refused");
      case Input.TimePassed _ -> {
        line.append("deadline");
        for (Event event : events) {
          if (event instanceof Event.DeadlinePassed passed) {
            line.append(' ').append(passed.deadline().kind().name());
          }
        }
      }
      case Input.WokeUp _ -> line.append("pause of Central");
    }
  }

  private static void reported(StringBuilder line, EngineEvent event) {
    switch (event) {
      case EngineEvent.Confirmed _ -> line.append("Confirmed");
      case EngineEvent.Rejected it -> {
        line.append("Rejected: ");
        free(line, it.reason());
        line.append(',');
      }
      case EngineEvent.Started _ -> line.append("Started");
      case EngineEvent.MeterValue it ->
          line.append("MeterValue ").append(it.energy().wh()).append(" Wh");
      case EngineEvent.Ended it ->
          line.append("Ended ")
              .append(
                  switch (it.reason()) {
                    case Why.Because because -> because.reason().name();
                    case Why.NotPluggedIn _ -> "EXPIRED";
                  })
              .append(' ')
              .append(it.energy().wh())
              .append(" Wh");
    }
    line.append(" boot ").append(event.origin().boot());
    line.append(" sequence ").append(event.origin().sequence());
  }

  /** Adds nothing for what is not worth telling. */
  static void decided(StringBuilder line, Event event) {
    switch (event) {
      case Event.SessionRequested _ -> line.append("SessionRequested");
      case Event.SessionDenied it -> line.append("SessionDenied ").append(it.reason().name());
      case Event.SessionAuthorized _ -> line.append("SessionAuthorized");
      case Event.SessionExpired _ -> line.append("SessionExpired");
      case Event.SessionStarted _ -> line.append("SessionStarted");
      case Event.SessionEnding it -> line.append("SessionEnding ").append(it.reason().name());
      case Event.SessionEnded it ->
          line.append("SessionEnded ")
              .append(it.reason().name())
              .append(' ')
              .append(it.energy().wh())
              .append(" Wh ")
              .append(it.amount().cents())
              .append(it.settled() ? " cents" : " cents, final reading outstanding");
      case Event.SessionSettled it ->
          line.append("SessionSettled ")
              .append(it.energy().wh())
              .append(" Wh ")
              .append(it.amount().cents())
              .append(" cents");
      case Event.Audited it -> free(line, it.what());
      case Event.HoldOffSet it -> {
        line.append("HoldOffSet ");
        free(line, it.holdOff().source());
      }
      case Event.DriverAdmitted _ -> line.append("DriverAdmitted");
      case Event.MoneyMoved it ->
          line.append(it.movement().name())
              .append(' ')
              .append(it.amount().cents())
              .append(" cents");
      case Event.HealthReported it -> {
        line.append("HealthReported ");
        health(line, it.health());
      }
      case Event.MonitorLost _ -> line.append("MonitorLost");
      case Event.BookingUsed it -> line.append("BookingUsed ").append(it.window().value());
      case Event.BookingReturned it -> line.append("BookingReturned ").append(it.window().value());
      case Event.DriverTokenGiven _,
          Event.SiteChanged _,
          Event.ChargePointRegistered _,
          Event.ChargePointChanged _,
          Event.HoldOffLifted _,
          Event.RequestTaken _,
          Event.OrderRefused _,
          Event.MeterRead _,
          Event.MonitorConnected _,
          Event.LifeSignSeen _,
          Event.EngineRecalled _,
          Event.DeadlinePassed _,
          Event.DeadlinesBegunAnew _ -> {
        // The cause says it, or the session does not care.
      }
    }
  }

  static void sent(StringBuilder line, Outbound.Durable message) {
    switch (message) {
      case Outbound.ToEngine(EngineCommand command) -> command(line, command);
      case Outbound.ToDriver(Notification notification) -> notification(line, notification);
      case Outbound.ToOperator _ -> line.append("DeadLetter");
    }
  }

  private static void command(StringBuilder line, EngineCommand command) {
    switch (command) {
      case EngineCommand.Authorize _ -> line.append("Authorize");
      case EngineCommand.Granted _ -> line.append("Granted");
      case EngineCommand.Cancel _ -> line.append("Cancel");
      case EngineCommand.EndSession it -> line.append("EndSession ").append(it.reason().name());
      case EngineCommand.RaiseLimit it ->
          line.append("RaiseLimit ").append(it.energyLimitWh()).append(" Wh");
    }
  }

  private static void notification(StringBuilder line, Notification notification) {
    switch (notification) {
      case Notification.Step it -> line.append("Step ").append(it.step().name());
      case Notification.Authorized _ -> line.append("Authorized");
      case Notification.Denied it -> line.append("Denied ").append(it.reason().name());
      case Notification.Expired _ -> line.append("Expired");
      case Notification.Progress _ -> line.append("Progress");
      case Notification.Ended it -> line.append("Ended ").append(it.reason().name());
      case Notification.Ticket _ -> line.append("Ticket");
      case Notification.Corrected _ -> line.append("Corrected");
    }
  }

  private static void health(StringBuilder line, Health health) {
    switch (health) {
      case Health.Ok _ -> line.append("OK");
      case Health.Ko ko -> {
        line.append("KO ");
        free(line, ko.reason());
      }
    }
  }

  /** What others wrote must not look like the end of a field. */
  private static void free(StringBuilder line, String text) {
    int length = Math.min(text.length(), MAX_FREE_TEXT);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c == '|' ? '/' : c);
    }
    if (length < text.length()) {
      line.append('…');
    }
  }
}
