package org.evcharging.central.admin.check;

import java.util.List;

/** Each ended session has one ticket, and is billed what was supplied, to the Wh and the cent. */
final class BillRules {
  static final List<Rule> ALL =
      List.of(
          // µ€ a kWh times Wh: ten million make a cent; half of that rounds up.
          new Rule(
              "amount",
              """
              SELECT 'session ' || id || ' of ' || driver || ': ' || energy_wh || ' Wh at '
                || price_micros_per_kwh || ' µ€ a kWh cost '
                || ((energy_wh * price_micros_per_kwh + 5000000) / 10000000)
                || ' cents, the database says ' || coalesce(amount_cents, 'nothing')
                || ' and ' || coalesce(lost, 0) || ' written off'
              FROM session LEFT JOIN (
                SELECT session, sum(cents) AS lost FROM movement WHERE kind = 'WRITE_OFF'
                GROUP BY session) w ON w.session = id
              WHERE state = 'ENDED'
                AND amount_cents + coalesce(lost, 0)
                  IS NOT (energy_wh * price_micros_per_kwh + 5000000) / 10000000
              """),
          new Rule(
              "ticket",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ': the ticket says '
                || ticket.energy_wh || ' Wh, ' || ticket.amount_cents || ' cents, '
                || ticket.price_micros_per_kwh || ' µ€ a kWh, ' || ticket.reason || ', '
                || ticket.driver || ' at ' || ticket.charge_point || '; the database says '
                || s.energy_wh || ' Wh, ' || s.amount_cents || ' cents, ' || s.price_micros_per_kwh
                || ' µ€ a kWh, ' || s.end_reason || ', ' || s.driver || ' at ' || s.charge_point
              FROM session s JOIN note ticket ON ticket.session = s.id AND ticket.type = 'Ticket'
              WHERE s.state = 'ENDED' AND (
                ticket.driver <> s.driver OR ticket.charge_point <> s.charge_point
                OR ticket.request_id <> s.request_id OR ticket.reason <> s.end_reason
                OR ticket.price_micros_per_kwh <> s.price_micros_per_kwh
                OR ticket.started_at <> s.started_at OR ticket.ended_at <> s.over_at
                OR (ticket.energy_wh, ticket.amount_cents) <> (s.energy_wh, s.amount_cents)
                  AND NOT EXISTS (
                    SELECT 1 FROM note n WHERE n.session = s.id AND n.type = 'Corrected'))
              """),
          new Rule(
              "corrected",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ': corrected to ' || c.energy_wh
                || ' Wh, ' || c.amount_cents || ' cents; the ticket says '
                || coalesce(ticket.energy_wh || ' Wh', 'nothing') || ', the database says '
                || s.energy_wh || ' Wh, ' || s.amount_cents || ' cents, '
                || iif(s.settled = 1, 'settled', 'not settled')
              FROM note c JOIN session s ON s.id = c.session
                LEFT JOIN note ticket ON ticket.session = s.id AND ticket.type = 'Ticket'
              WHERE c.type = 'Corrected' AND s.state = 'ENDED' AND (
                c.energy_wh <> s.energy_wh OR c.amount_cents <> s.amount_cents OR s.settled <> 1
                OR c.energy_wh <= ticket.energy_wh OR c.amount_cents < ticket.amount_cents)
              """));

  private BillRules() {}
}
