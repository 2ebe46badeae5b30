package org.evcharging.simulation.verifier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evcharging.message.Notification;
import org.evcharging.model.DenialReason;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.disk.SessionRow;
import org.evcharging.simulation.disk.Transaction.RequestRow;

/** What drivers are told: one outcome a request, one ticket a session, energy that never falls. */
final class Answers {
  private final Database disk;

  /** By driver and request: the first outcome, in words. */
  private final Map<String, String> outcomes = new HashMap<>();

  private final Map<String, Bill> bills = new LinkedHashMap<>();

  /** Driver and session. */
  private final Set<String> ticketsShown = new HashSet<>();

  /**
   * Drivers whose programs know where they read: who comes for the first time begins at the end.
   */
  private final Set<String> standing = new HashSet<>();

  /** By driver and session: the energy its program showed last. */
  private final Map<String, Map<String, Long>> shownWh = new HashMap<>();

  /**
   * What a driver was billed.
   *
   * @param corrected whether a correction followed the ticket
   */
  record Bill(long energyWh, long amountCents, boolean corrected) {}

  Answers(Database disk) {
    this.disk = disk;
  }

  /**
   * A driver's program would show this.
   *
   * @param numbered whether it came from the outbox, whose rows are checked by themselves
   */
  void told(Notification notification, boolean numbered) {
    if (!numbered) {
      requireOnDisk(notification);
    }
    switch (notification) {
      case Notification.Denied denied when denied.reason() != DenialReason.ID_REUSED ->
          outcome(notification, "DENIED " + denied.reason());
      case Notification.Authorized _ -> outcome(notification, "AUTHORIZED");
      case Notification.Ticket ticket -> ticket(ticket);
      case Notification.Corrected corrected -> corrected(corrected);
      case Notification.Denied _,
          Notification.Step _,
          Notification.Progress _,
          Notification.Expired _,
          Notification.Ended _ -> {}
    }
  }

  private void outcome(Notification notification, String outcome) {
    Notification.Subject subject = notification.subject();
    if (disk.request(subject.driverId(), subject.requestId()).isEmpty()) {
      // Of an id that cannot be a driver's nothing is remembered.
      return;
    }
    String request = subject.driverId() + " " + subject.requestId();
    String before = outcomes.putIfAbsent(request, outcome);
    if (before != null && !before.equals(outcome)) {
      throw new Violation(
          "a request never has two different outcomes", request + ": " + before + ", " + outcome);
    }
  }

  /** A driver's program has begun anew, and may read again what it had shown. */
  void programStarted(String driver) {
    shownWh.remove(driver);
  }

  /** A driver's program has a place to go on from, or has it no more. */
  void programStands(String driver, boolean somewhere) {
    if (somewhere) {
      standing.add(driver);
    } else {
      standing.remove(driver);
    }
  }

  /** A driver's program has shown this. */
  void shown(String driver, Notification notification) {
    if (notification instanceof Notification.Ticket ticket) {
      ticketsShown.add(driver + " " + session(ticket));
    }
    if (notification instanceof Notification.Progress progress) {
      String session = session(progress);
      long wh = progress.energy().wh();
      Long before = shownWh.computeIfAbsent(driver, _ -> new HashMap<>()).put(session, wh);
      if (before != null && wh < before) {
        throw new Violation("energy never falls", session + ": " + before + " Wh, then " + wh);
      }
    }
  }

  /** Whether its driver's program has shown the session's ticket, or was not there yet. */
  boolean ticketWasShown(SessionRow session) {
    return ticketsShown.contains(session.driver() + " " + session.id());
  }

  private void ticket(Notification.Ticket ticket) {
    String session = session(ticket);
    Bill bill = new Bill(ticket.energy().wh(), ticket.amount().cents(), false);
    Bill before = bills.putIfAbsent(session, bill);
    if (before != null) {
      throw new Violation("at most one ticket", session + ": " + before + " and " + bill);
    }
    String driver = ticket.subject().driverId();
    if (!standing.contains(driver)) {
      ticketsShown.add(driver + " " + session);
    }
  }

  private void corrected(Notification.Corrected corrected) {
    String session = session(corrected);
    Bill bill = new Bill(corrected.energy().wh(), corrected.amount().cents(), true);
    Bill before = bills.put(session, bill);
    if (before == null || before.corrected() || bill.energyWh() <= before.energyWh()) {
      throw new Violation(
          "a correction follows the ticket, once and upwards",
          session + ": " + before + ", " + bill);
    }
  }

  /** What a driver hears is on the disk already, however it came. */
  private void requireOnDisk(Notification notification) {
    Notification.Subject subject = notification.subject();
    Optional<RequestRow> request = disk.request(subject.driverId(), subject.requestId());
    Optional<SessionRow> session = subject.sessionId().map(id -> disk.sessions().get(id.value()));
    boolean holds =
        switch (notification) {
          case Notification.Authorized _ -> session.isPresent() && session.get().authorized();
          case Notification.Denied denied ->
              request.isPresent()
                  && (request.get().denialReason().equals(Optional.of(denied.reason().name()))
                      || denied.reason() == DenialReason.ID_REUSED
                      || (session.isPresent() && session.get().state().equals("DENIED")));
          case Notification.Ticket _, Notification.Ended _, Notification.Corrected _ ->
              session.isPresent() && session.get().state().equals("ENDED");
          case Notification.Expired _ ->
              session.isPresent() && session.get().state().equals("EXPIRED");
          case Notification.Step _ -> request.isPresent();
          case Notification.Progress progress ->
              session.isPresent()
                  && session.get().startedAt().isPresent()
                  && progress.amount().cents()
                      == Bills.cents(progress.energy().wh(), session.get().priceMicrosPerKwh());
        };
    if (!holds) {
      throw new Violation("nothing is announced that is not on the disk", notification.toString());
    }
  }

  private static String session(Notification notification) {
    return notification
        .subject()
        .sessionId()
        .map(Object::toString)
        .orElseThrow(() -> new Violation("a supply has a session", notification.toString()));
  }

  Optional<Bill> bill(String session) {
    return Optional.ofNullable(bills.get(session));
  }

  int tickets() {
    return bills.size();
  }
}
