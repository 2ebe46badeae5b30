package org.evcharging.central.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Notification;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;

/** A decision in the making: what the rules add, in the order in which they add it. */
final class Draft {
  /** The order by which a new driver's account gets what it begins with. */
  private static final OperationId OPENING = new OperationId("opening");

  private final List<Event> events = new ArrayList<>(4);
  private final List<Outbound> outbound = new ArrayList<>(6);
  private Decision.Reply reply = new Decision.Reply.None();

  private final Moment now;
  private final Purses purses;
  private final BookableSites sites;

  /** Those looked at so far. */
  private final Map<DriverId, Purse> opened = new HashMap<>(1);

  Draft(Moment now, Purses purses, BookableSites sites) {
    this.now = now;
    this.purses = purses;
    this.sites = sites;
  }

  Moment now() {
    return now;
  }

  /** What can be booked at a charge point's site; empty if nothing. To be asked before a purse. */
  Optional<Site> siteOf(ChargePoint chargePoint) {
    return sites.site(chargePoint.place().siteName());
  }

  /** A driver's money; empty if the driver was never admitted. */
  Optional<Purse> purse(DriverId driver) {
    Purse purse = opened.get(driver);
    if (purse != null) {
      return Optional.of(purse);
    }
    return purses.account(driver).map(account -> open(account));
  }

  /** That of a driver who has or had a session, and so was admitted. */
  Purse purseOf(OpenSession.Facts session) {
    return purse(session.driver())
        .orElseThrow(() -> new IllegalStateException("no account of " + session));
  }

  /** Takes in a driver who is not known, with something to begin with. */
  Purse admit(DriverId driver, Money openingBalance) {
    happened(new Event.DriverAdmitted(driver, now.wall()));
    Purse purse = open(Account.empty(driver));
    if (!openingBalance.isZero()) {
      purse.order(Movement.TOP_UP, openingBalance, OPENING);
    }
    return purse;
  }

  private Purse open(Account account) {
    Purse purse = new Purse(this, account);
    opened.put(account.driver(), purse);
    return purse;
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

  Draft authorize(OpenSession.Facts session, OptionalLong energyLimitWh) {
    return command(
        new EngineCommand.Authorize(
            session.chargePoint(), session.id(), session.driver(), energyLimitWh));
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
