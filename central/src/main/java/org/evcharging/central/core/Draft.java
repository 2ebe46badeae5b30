package org.evcharging.central.core;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Notification;
import org.evcharging.model.EndReason;

/** A decision in the making: what the rules add, in the order in which they add it. */
final class Draft {
  private final List<Event> events = new ArrayList<>(4);
  private final List<Outbound> outbound = new ArrayList<>(6);
  private Decision.Reply reply = new Decision.Reply.None();

  private final Moment now;

  Draft(Moment now) {
    this.now = now;
  }

  Moment now() {
    return now;
  }

  Draft happened(Event event) {
    events.add(event);
    return this;
  }

  Draft tell(Notification notification) {
    outbound.add(
        notification instanceof Notification.Progress progress
            ? new Outbound.ProgressToDriver(progress)
            : new Outbound.ToDriver(notification));
    return this;
  }

  Draft send(Outbound message) {
    outbound.add(message);
    return this;
  }

  Draft authorize(OpenSession.Facts session) {
    return command(
        new EngineCommand.Authorize(
            session.chargePoint(), session.id(), session.driver(), OptionalLong.empty()));
  }

  Draft granted(OpenSession.Facts session) {
    return command(new EngineCommand.Granted(session.chargePoint(), session.id()));
  }

  Draft cancel(OpenSession.Facts session) {
    return command(new EngineCommand.Cancel(session.chargePoint(), session.id()));
  }

  Draft endSession(OpenSession.Facts session, EndReason reason) {
    return command(new EngineCommand.EndSession(session.chargePoint(), session.id(), reason));
  }

  Draft command(EngineCommand command) {
    return send(new Outbound.ToEngine(command));
  }

  Draft reply(Decision.Reply answer) {
    reply = answer;
    return this;
  }

  Decision decision() {
    return new Decision(List.copyOf(events), List.copyOf(outbound), reply);
  }
}
