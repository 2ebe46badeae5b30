package org.evcharging.central.admin.check;

import java.util.List;

/**
 * Nothing is stuck (spec §5). Deadlines begin anew with Central, and are asked about only while it
 * lives; each has some seconds more than the spec gives it, for a busy machine.
 */
final class DeadlineRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "request-read",
              """
              SELECT 'request ' || request_id || ' of ' || driver || ': lies unread for '
                || ((now - at) / 1000000) || ' s, although Central lives'
              FROM fact, ask
              WHERE NOT is_read AND max(at, alive_since) < now - 30000000
              """),
          stuck("REQUESTED", "requested_at", 15),
          stuck("AUTHORIZED", "authorized_at", 90),
          new Rule(
              "stuck",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ' at ' || s.charge_point
                || ': ENDING for ' || ((now - told.at) / 1000000) || ' s'
              FROM fact, session s JOIN note told
                ON told.session = s.id AND told.type = 'Step' AND told.reason = 'ENDING'
              WHERE s.state = 'ENDING' AND NOT told.waits
                AND max(told.at, alive_since) < now - 30000000
              """),
          new Rule(
              "stuck",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ': CHARGING, although '
                || s.charge_point || ' is ' || p.status || ' for ' || ((now - p.at) / 1000000) || ' s'
              FROM fact, session s JOIN status p USING (charge_point)
              WHERE s.state = 'CHARGING' AND p.status IN ('DISCONNECTED', 'FAULTED')
                AND max(p.at, alive_since) < now - 45000000
              """),
          new Rule(
              "stuck",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ' at ' || s.charge_point
                || ': CHARGING, and Central has read that it ended'
              FROM session s WHERE s.over_at IS NULL AND EXISTS (
                SELECT 1 FROM event e WHERE e.session = s.id AND e.charge_point = s.charge_point
                AND e.type = 'Ended' AND e.is_read)
              """));

  private DeadlineRules() {}

  private static Rule stuck(String state, String since, int seconds) {
    return new Rule(
        "stuck",
        """
        SELECT 'session ' || id || ' of ' || driver || ' at ' || charge_point || ': STATE for '
          || ((now - SINCE) / 1000000) || ' s'
        FROM fact, session
        WHERE state = 'STATE' AND max(SINCE, alive_since) < now - SECONDS * 1000000
        """
            .replace("STATE", state)
            .replace("SINCE", since)
            .replace("SECONDS", Integer.toString(seconds)));
  }
}
