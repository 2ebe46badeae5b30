package org.evcharging.central.admin.check;

import java.util.List;

/** The books add up to the cent (spec §8, R-10). */
final class MoneyRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "ledger-sum",
              """
              SELECT 'ledger: all accounts together have ' || total || ' cents, not 0'
              FROM (
                SELECT sum(cents) AS total FROM (
                  SELECT coalesce(sum(balance_cents), 0) + coalesce(sum(held_cents), 0) AS cents
                  FROM driver
                  UNION ALL SELECT sum(cents) FROM movement
                  WHERE credit NOT IN ('DRIVER', 'HELD')
                  UNION ALL SELECT -sum(cents) FROM movement
                  WHERE debit NOT IN ('DRIVER', 'HELD')))
              WHERE total <> 0
              """),
          new Rule(
              "account-balance",
              """
              SELECT 'driver ' || id || ': has ' || balance_cents || ' cents and ' || held_cents
                || ' held; the movements say ' || balance || ' and ' || held
              FROM (
                SELECT d.id, d.balance_cents, d.held_cents,
                  coalesce(sum(iif(m.credit = 'DRIVER', m.cents, 0)
                    - iif(m.debit = 'DRIVER', m.cents, 0)), 0) AS balance,
                  coalesce(sum(iif(m.credit = 'HELD', m.cents, 0)
                    - iif(m.debit = 'HELD', m.cents, 0)), 0) AS held
                FROM driver d LEFT JOIN movement m ON m.driver = d.id GROUP BY d.id)
              WHERE balance_cents <> balance OR held_cents <> held OR balance < 0 OR held < 0
              """),
          new Rule(
              "answered-balance",
              """
              SELECT 'driver ' || driver || ': had ' || balance_cents || ' cents after movement ' || row
                || '; the movements so far say ' || balance
              FROM (
                SELECT row, driver, balance_cents,
                  sum(iif(credit = 'DRIVER', cents, 0) - iif(debit = 'DRIVER', cents, 0))
                    OVER (PARTITION BY driver ORDER BY row) AS balance
                FROM movement)
              WHERE balance_cents <> balance
              """),
          new Rule(
              "hold",
              """
              SELECT 'session ' || h.session || ' of ' || h.driver || ': ' || h.held_cents
                || ' cents are held, and it is ' || coalesce(s.state, 'not there')
              FROM hold h LEFT JOIN session s ON s.id = h.session
              WHERE s.id IS NULL OR (s.over_at IS NOT NULL AND s.settled IS NOT 0)
              UNION ALL
              SELECT 'session ' || s.id || ' of ' || s.driver || ': it is ' || s.state
                || ', and nothing is held for it'
              FROM session s
              WHERE s.over_at IS NULL AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.session = s.id)
              """),
          new Rule(
              "hold-sum",
              """
              SELECT 'driver ' || d.id || ': ' || d.held_cents || ' cents are held; the holds make '
                || coalesce(sum(h.held_cents), 0)
              FROM driver d LEFT JOIN hold h ON h.driver = d.id
              GROUP BY d.id HAVING d.held_cents <> coalesce(sum(h.held_cents), 0)
              """),
          new Rule(
              "paid",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ': it cost '
                || coalesce(s.amount_cents, 0) || ' cents; ' || coalesce(paid, 0)
                || ' were taken for it'
              FROM session s LEFT JOIN (
                SELECT session, sum(cents) AS paid FROM movement
                WHERE credit = 'REVENUE' AND debit <> 'WRITTEN_OFF' GROUP BY session) m
                ON m.session = s.id
              WHERE coalesce(s.amount_cents, 0) <> coalesce(paid, 0)
              """));

  private MoneyRules() {}
}
