package org.evcharging.launcher.fleet;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.evcharging.message.Notification;
import org.evcharging.model.DenialReason;

/** Counts how the requests of a fleet's drivers ended. Thread-safe. */
final class Outcomes {
  private final LongAdder tickets = new LongAdder();
  private final LongAdder energyWh = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final Map<DenialReason, LongAdder> denied = new ConcurrentHashMap<>();

  /** Counts the end of a service; what is none counts for nothing. */
  void add(Notification notification) {
    switch (notification) {
      case Notification.Ticket ticket -> {
        tickets.increment();
        energyWh.add(ticket.energy().wh());
      }
      case Notification.Expired _ -> expired.increment();
      case Notification.Denied no ->
          denied.computeIfAbsent(no.reason(), _ -> new LongAdder()).increment();
      case Notification.Step _,
          Notification.Authorized _,
          Notification.Progress _,
          Notification.Ended _,
          Notification.Corrected _ -> {}
    }
  }

  long tickets() {
    return tickets.sum();
  }

  long energyWh() {
    return energyWh.sum();
  }

  long expired() {
    return expired.sum();
  }

  /** How many for each reason that occurred, in the order of the reasons. */
  Map<DenialReason, Long> denied() {
    Map<DenialReason, Long> counts = new EnumMap<>(DenialReason.class);
    denied.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }
}
