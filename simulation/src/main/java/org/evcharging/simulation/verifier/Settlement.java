package org.evcharging.simulation.verifier;

import java.util.Optional;
import java.util.Set;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.disk.SessionRow;

/** That in the end each session is over and each that charged is billed, for what it was given. */
final class Settlement {
  private final Database disk;
  private final Answers answers;
  private final Reports reports;

  Settlement(Database disk, Answers answers, Reports reports) {
    this.disk = disk;
    this.answers = answers;
    this.reports = reports;
  }

  /**
   * What is not settled; empty if all is.
   *
   * @param withPrograms the drivers that have programs, which must have shown them their tickets
   */
  Optional<String> trouble(Set<String> withPrograms) {
    return openSession().or(() -> unbilled(withPrograms));
  }

  private Optional<String> openSession() {
    return disk.openSessions().values().stream().findFirst().map(session -> "not over: " + session);
  }

  private Optional<String> unbilled(Set<String> withPrograms) {
    for (SessionRow session : disk.sessions().values()) {
      Optional<String> trouble =
          session.state().equals("ENDED") ? wrongBill(session, withPrograms) : givenAway(session);
      if (trouble.isPresent()) {
        return trouble;
      }
    }
    return Optional.empty();
  }

  private Optional<String> wrongBill(SessionRow session, Set<String> withPrograms) {
    Optional<Answers.Bill> bill = answers.bill(session.id());
    if (bill.isEmpty()) {
      return Optional.of("no ticket of " + session);
    }
    if (bill.get().energyWh() != session.energyWh()
        || !session.amountCents().equals(Optional.of(bill.get().amountCents()))) {
      return Optional.of("told " + bill.get() + " of " + session);
    }
    if (session.energyWh() < reports.finalWh(session.id())) {
      return Optional.of(
          "the final reading was " + reports.finalWh(session.id()) + " Wh of " + session);
    }
    if (session.energyWh() < reports.onDiskWh(session.id())) {
      return Optional.of(
          "the engine's disk says " + reports.onDiskWh(session.id()) + " Wh of " + session);
    }
    if (session.energyWh() > reports.mostWh(session.id())) {
      return Optional.of("never more than " + reports.mostWh(session.id()) + " Wh of " + session);
    }
    return withPrograms.contains(session.driver()) && !answers.ticketWasShown(session)
        ? Optional.of("the driver has not seen the ticket of " + session)
        : Optional.empty();
  }

  /** Whoever has no ticket got no energy. */
  private Optional<String> givenAway(SessionRow session) {
    return reports.onDiskWh(session.id()) > 0 && !session.isOpen()
        ? Optional.of(
            "the engine's disk says " + reports.onDiskWh(session.id()) + " Wh of " + session)
        : Optional.empty();
  }
}
