package org.evcharging.central.admin.check;

import java.util.List;

/** What the database says of a session, and what its driver was told, are the same. */
final class SessionRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "announced-on-disk",
              """
              SELECT DISTINCT 'session ' || n.session || ' (request ' || n.request_id || ' of '
                || n.driver || '): told ' || n.type || ', and the database has no such session'
              FROM fact, note n
              WHERE n.session IS NOT NULL AND n.type <> 'Denied' AND n.epoch >= first_epoch
                AND NOT EXISTS (SELECT 1 FROM session s WHERE s.id = n.session)
              """),
          new Rule(
              "announced-on-disk",
              """
              SELECT DISTINCT 'session ' || s.id || ' of ' || s.driver || ': told ' || n.type
                || coalesce(' ' || n.reason, '') || ', and is ' || s.state
                || coalesce(' ' || s.denial_reason, ' ' || s.end_reason, '') || ' in the database'
              FROM note n JOIN session s ON s.id = n.session
              WHERE (n.type = 'Authorized' AND s.authorized_at IS NULL)
                 OR (n.type = 'Expired' AND s.state <> 'EXPIRED')
                 OR (n.type IN ('Ended', 'Ticket', 'Corrected') AND s.state <> 'ENDED')
                 OR (n.type = 'Ended' AND n.reason <> s.end_reason)
                 OR (n.type = 'Denied' AND n.request_id = s.request_id AND n.driver = s.driver
                     AND (s.state <> 'DENIED' OR n.reason <> s.denial_reason))
              """),
          new Rule(
              "told",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ' at ' || s.charge_point
                || ': its driver was never told ' || must.type
              FROM fact, session s, (
                SELECT 'Authorized' AS type UNION SELECT 'Denied' UNION SELECT 'Expired'
                UNION SELECT 'Ended' UNION SELECT 'Ticket') must
              WHERE coalesce(s.over_at, s.requested_at) > notes_from
                AND s.requested_at > notes_from
                AND CASE must.type
                  WHEN 'Authorized' THEN s.authorized_at IS NOT NULL
                  WHEN 'Denied' THEN s.state = 'DENIED'
                  WHEN 'Expired' THEN s.state = 'EXPIRED'
                  ELSE s.state = 'ENDED' END
                AND NOT EXISTS (SELECT 1 FROM note n WHERE n.session = s.id AND n.type = must.type)
              """),
          new Rule(
              "told-once",
              """
              SELECT 'session ' || session || ' of ' || driver || ': told ' || type || ' '
                || count(*) || ' times'
              FROM note WHERE session IS NOT NULL
                AND type IN ('Ended', 'Ticket', 'Corrected', 'Expired')
              GROUP BY session, type HAVING count(*) > 1
              """),
          new Rule(
              "session-asked-for",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ': nobody asked for it at '
                || s.charge_point || ' (request ' || s.request_id || ')'
              FROM fact, session s
              WHERE s.requested_at > requests_from AND NOT EXISTS (
                SELECT 1 FROM ask a WHERE a.request_id = s.request_id AND a.driver = s.driver
                AND a.charge_point = s.charge_point AND a.is_start)
              """),
          new Rule(
              "session-asked-for",
              """
              SELECT 'session ' || s.id || ' of ' || s.driver || ': its request ' || s.request_id
                || ' was not answered with it'
              FROM fact, session s
              WHERE s.requested_at > kept_from AND NOT EXISTS (
                SELECT 1 FROM request r WHERE r.request_id = s.request_id AND r.driver = s.driver
                AND r.session = s.id)
              """),
          oneOpen("driver"),
          oneOpen("charge_point"));

  private SessionRules() {}

  private static Rule oneOpen(String whose) {
    return new Rule(
        "one-open-session",
        """
        SELECT WHOSE || ': has the open sessions ' || group_concat(id, ' and ')
        FROM session WHERE over_at IS NULL GROUP BY WHOSE HAVING count(*) > 1
        """
            .replace("WHOSE", whose));
  }
}
