package org.evcharging.central.admin.check;

import java.util.List;

/** What was found while reading, and what the database says of itself. */
final class FileRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "file-older",
              """
              SELECT 'the database has come to row ' || last_outbox_row || ' of epoch ' || meta.epoch
                || ', but Kafka has row ' || ahead.row || ' of epoch ' || ahead.epoch
                || ': it is an older copy'
              FROM meta, (SELECT epoch, row FROM sent ORDER BY epoch DESC, row DESC LIMIT 1) ahead
              WHERE ahead.epoch > meta.epoch
                 OR (ahead.epoch = meta.epoch AND ahead.row > last_outbox_row)
              """),
          new Rule(
              "totals",
              """
              SELECT 'totals: the database says ' || ended_sessions || ' sessions ended, ' || sold_wh
                || ' Wh and ' || sold_cents || ' cents sold; its sessions make ' || n || ', ' || wh
                || ' Wh and ' || cents || ' cents'
              FROM meta, (
                SELECT count(*) AS n, coalesce(sum(energy_wh), 0) AS wh,
                  coalesce(sum(amount_cents), 0) AS cents
                FROM session WHERE state = 'ENDED')
              WHERE ended_sessions <> n OR sold_wh <> wh OR sold_cents <> cents
              """));

  private FileRules() {}
}
