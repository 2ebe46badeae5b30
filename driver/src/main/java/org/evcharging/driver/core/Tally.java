package org.evcharging.driver.core;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.evcharging.message.Notification;
import org.evcharging.model.DenialReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;

/** Counts how the services of a batch ended. Not thread-safe. */
final class Tally {
  private record Bill(Energy energy, Money amount) {}

  private final Map<DenialReason, Integer> denied = new EnumMap<>(DenialReason.class);

  /** What each ticket says, by request, until a {@code Corrected} may change it. */
  private final Map<String, Bill> bills = new HashMap<>();

  private int requests;
  private int expired;

  void asked() {
    requests++;
  }

  /** Counts it if it is the end of a service, and tells whether it is. */
  boolean add(Notification notification) {
    return switch (notification) {
      case Notification.Denied no -> {
        denied.merge(no.reason(), 1, Integer::sum);
        yield true;
      }
      case Notification.Expired _ -> {
        expired++;
        yield true;
      }
      case Notification.Ticket ticket -> {
        bills.put(ticket.subject().requestId(), new Bill(ticket.energy(), ticket.amount()));
        yield true;
      }
      case Notification.Step _,
          Notification.Authorized _,
          Notification.Progress _,
          Notification.Ended _,
          Notification.Corrected _ ->
          false;
    };
  }

  /** A ticket may be corrected long after its service. */
  void heard(Notification notification) {
    if (notification instanceof Notification.Corrected corrected) {
      bills.computeIfPresent(
          corrected.subject().requestId(),
          (_, _) -> new Bill(corrected.energy(), corrected.amount()));
    }
  }

  Summary summary() {
    return new Summary(
        requests,
        bills.size(),
        new EnumMap<>(denied),
        expired,
        bills.values().stream().mapToLong(bill -> bill.energy().wh()).sum(),
        bills.values().stream().mapToLong(bill -> bill.amount().cents()).sum());
  }
}
