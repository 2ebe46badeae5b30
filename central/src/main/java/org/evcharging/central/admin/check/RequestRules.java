package org.evcharging.central.admin.check;

import java.util.List;

/** Each request has exactly one outcome, and the same again when it is repeated (spec R-9). */
final class RequestRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "request-answered",
              """
              SELECT 'request ' || a.request_id || ' of ' || a.driver || ' at ' || a.charge_point
                || ': Central has read it (ev.requests-' || a."partition" || '@' || a."offset"
                || ') and knows nothing of it'
              FROM fact, ask a LEFT JOIN request r USING (request_id, driver)
              WHERE a.is_read AND a.driver_formed AND r.row IS NULL
                AND a.at >= begun_at AND a.at > kept_from
                AND NOT EXISTS (
                  SELECT 1 FROM letter l WHERE l.topic = 'ev.requests'
                  AND l."partition" = a."partition" AND l."offset" = a."offset")
              """),
          new Rule(
              "request-answered",
              """
              SELECT 'request ' || a.request_id || ' of "' || a.driver || '": Central has read it'
                || ' (ev.requests-' || a."partition" || '@' || a."offset" || ') and never denied it'
              FROM fact, ask a
              WHERE a.is_read AND NOT a.driver_formed AND a.at >= begun_at AND a.at > notes_from
                AND NOT EXISTS (
                  SELECT 1 FROM note n WHERE n.request_id = a.request_id AND n.driver = a.driver
                  AND n.type = 'Denied')
              """),
          new Rule(
              "request-denied",
              """
              SELECT 'request ' || request_id || ' of ' || driver || ': denied ' || denial_reason
                || ' on the disk, and its driver was never told'
              FROM fact, request r
              WHERE answer = 'REFUSED' AND taken_at > notes_from AND NOT EXISTS (
                SELECT 1 FROM note n WHERE n.request_id = r.request_id AND n.driver = r.driver
                AND n.type = 'Denied' AND n.reason = r.denial_reason)
              """),
          new Rule(
              "request-served",
              """
              SELECT 'request ' || r.request_id || ' of ' || r.driver || ': answered with session '
                || r.session || ', ' || CASE WHEN s.id IS NULL THEN 'which is not there'
                  ELSE 'which is of request ' || s.request_id || ' of ' || s.driver END
              FROM request r LEFT JOIN session s ON s.id = r.session
              WHERE (r.answer = 'SESSION' AND (
                  s.id IS NULL OR s.request_id <> r.request_id OR s.driver <> r.driver))
                OR (r.answer = 'STOPPING' AND (s.id IS NULL OR s.driver <> r.driver))
              """),
          new Rule(
              "stop-obeyed",
              """
              SELECT 'request ' || r.request_id || ' of ' || r.driver || ': asked to stop session '
                || s.id || ', which is ' || s.state || ' all the same'
              FROM request r JOIN session s ON s.id = r.session
              WHERE r.answer = 'STOPPING' AND s.state IN ('REQUESTED', 'AUTHORIZED', 'CHARGING')
              """),
          new Rule(
              "one-outcome",
              """
              SELECT 'request ' || request_id || ' of ' || driver || ': told '
                || group_concat(DISTINCT type || coalesce(' ' || reason, ''))
              FROM note JOIN request USING (request_id, driver)
              WHERE type = 'Authorized' OR (type = 'Denied' AND note.reason <> 'ID_REUSED')
              GROUP BY request_id, driver
              HAVING count(DISTINCT type || coalesce(' ' || reason, '')) > 1
              """),
          new Rule(
              "id-reused",
              """
              SELECT 'request ' || a.request_id || ' of ' || a.driver || ': asks "' || a.contents
                || '" under an id that asked "' || r.contents || '", and was not told ID_REUSED'
              FROM fact, ask a JOIN request r USING (request_id, driver)
              WHERE a.is_read AND a.contents <> r.contents AND a.at > notes_from AND NOT EXISTS (
                SELECT 1 FROM note n WHERE n.request_id = a.request_id AND n.driver = a.driver
                AND n.type = 'Denied' AND n.reason = 'ID_REUSED')
              """),
          new Rule(
              "dead-letter",
              """
              SELECT u.topic || '-' || u."partition" || '@' || u."offset"
                || ': is no message of ours, has been read, and is not in the dead letters'
              FROM fact, unreadable u
              WHERE u.is_read AND u.at >= begun_at AND u.at > notes_from AND NOT EXISTS (
                SELECT 1 FROM letter l WHERE l.topic = u.topic AND l."partition" = u."partition"
                AND l."offset" = u."offset")
              """),
          new Rule(
              "outcome-on-disk",
              """
              SELECT 'request ' || n.request_id || ' of ' || n.driver || ': told Denied ' || n.reason
                || ', and the database knows nothing of it'
              FROM fact, note n
              WHERE n.type = 'Denied' AND n.reason <> 'ID_REUSED' AND n.epoch >= first_epoch
                AND (n.waits OR n.at > kept_from)
                AND n.driver NOT GLOB '*[^A-Za-z0-9._-]*' AND length(n.driver) BETWEEN 1 AND 36
                AND NOT EXISTS (
                  SELECT 1 FROM request r WHERE r.request_id = n.request_id AND r.driver = n.driver)
              """));

  private RequestRules() {}
}
