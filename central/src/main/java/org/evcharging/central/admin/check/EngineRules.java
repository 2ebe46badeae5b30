package org.evcharging.central.admin.check;

import java.util.List;

/** What Engines metered is what Central billed. */
final class EngineRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "energy-never-falls",
              """
              SELECT charge_point || ': energy of session ' || session || ' falls from ' || before
                || ' to ' || energy_wh || ' Wh at boot ' || boot || ' sequence ' || sequence
              FROM (
                SELECT charge_point, session, boot, sequence, energy_wh, lag(energy_wh) OVER (
                  PARTITION BY charge_point, session ORDER BY boot, sequence) AS before
                FROM event WHERE energy_wh IS NOT NULL)
              WHERE energy_wh < before
              """),
          new Rule(
              "settled-as-metered",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ': billed ' || s.energy_wh
                || ' Wh, its engine ' || s.charge_point || ' metered ' || coalesce(
                  (SELECT max(e.energy_wh) FROM event e
                   WHERE e.session = s.id AND e.charge_point = s.charge_point AND e.is_read)
                  || ' Wh', 'nothing')
              FROM fact, session s
              WHERE s.state = 'ENDED' AND s.settled = 1 AND s.requested_at > events_from
                AND s.energy_wh IS NOT (
                  SELECT max(e.energy_wh) FROM event e
                  WHERE e.session = s.id AND e.charge_point = s.charge_point AND e.is_read)
              """),
          new Rule(
              "settled-by-final-reading",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ': '
                || iif(s.settled = 1, 'settled without a final reading from ',
                    'not settled, although Central has read the final reading from ')
                || s.charge_point
              FROM fact, session s
              WHERE s.state = 'ENDED' AND s.requested_at > events_from
                AND s.settled <> EXISTS (
                  SELECT 1 FROM event e WHERE e.session = s.id AND e.charge_point = s.charge_point
                  AND e.type = 'Ended' AND e.is_read)
              """),
          new Rule(
              "metered",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ': has ' || s.energy_wh
                || ' Wh that its engine ' || s.charge_point || ' never metered'
              FROM fact, session s
              WHERE s.energy_wh > 0 AND s.settled IS NOT 1 AND s.requested_at > events_from
                AND s.energy_wh > (
                  SELECT coalesce(max(e.energy_wh), 0) FROM event e
                  WHERE e.session = s.id AND e.charge_point = s.charge_point)
              """));

  private EngineRules() {}
}
