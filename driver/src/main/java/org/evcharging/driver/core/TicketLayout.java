package org.evcharging.driver.core;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.message.Notification.Ticket;
import org.evcharging.model.SessionId;

/** A ticket as a driver reads it. */
final class TicketLayout {
  private static final String RULE = "─".repeat(56);

  private TicketLayout() {}

  static List<String> lines(Ticket ticket) {
    List<String> lines = new ArrayList<>();
    lines.add(RULE);
    lines.add("  TICKET");
    field(lines, "Session", ticket.subject().sessionId().map(SessionId::value).orElse("-"));
    field(lines, "Charge point", ticket.subject().chargePointId());
    field(lines, "Location", ticket.location());
    field(lines, "Driver", ticket.subject().driverId());
    field(lines, "Start", ticket.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    field(
        lines,
        "End",
        "%s  (%s)"
            .formatted(
                ticket.endedAt().truncatedTo(ChronoUnit.SECONDS),
                length(Duration.between(ticket.startedAt(), ticket.endedAt()))));
    field(lines, "Energy", ticket.energy() + " kWh");
    field(lines, "Price", ticket.tariff() + " €/kWh");
    field(lines, "Amount", ticket.amount() + " €");
    field(lines, "Reason", Phrases.ending(ticket.reason()) + " (" + ticket.reason() + ")");
    ticket.balance().ifPresent(balance -> field(lines, "Balance", balance + " €"));
    lines.add(RULE);
    return List.copyOf(lines);
  }

  private static void field(List<String> lines, String name, String value) {
    lines.add("  %-14s %s".formatted(name, value));
  }

  private static String length(Duration length) {
    return length.toHours() > 0
        ? "%d h %d min".formatted(length.toHours(), length.toMinutesPart())
        : length.toMinutes() > 0
            ? "%d min %d s".formatted(length.toMinutes(), length.toSecondsPart())
            : length.toSeconds() + " s";
  }
}
