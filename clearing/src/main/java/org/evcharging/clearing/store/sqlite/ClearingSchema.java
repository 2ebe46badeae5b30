package org.evcharging.clearing.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables. What cannot be, they forbid. Times are microseconds since 1970 (UTC), energy Wh,
 * money cents.
 */
final class ClearingSchema {
  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS member (
        number      INTEGER PRIMARY KEY,
        id          TEXT NOT NULL UNIQUE,
        -- Of the secret that the member came with first.
        secret_salt TEXT,
        secret_hash TEXT
      ) STRICT;

      CREATE TABLE IF NOT EXISTS period (
        number    INTEGER PRIMARY KEY,
        month     TEXT NOT NULL UNIQUE,
        opened_at INTEGER NOT NULL,
        netted_at INTEGER
      ) STRICT;

      CREATE TABLE IF NOT EXISTS participation (
        period      INTEGER NOT NULL REFERENCES period,
        member      INTEGER NOT NULL REFERENCES member,
        batches     INTEGER NOT NULL DEFAULT 0 CHECK (batches >= 0),
        cdrs        INTEGER NOT NULL DEFAULT 0 CHECK (cdrs >= batches),
        finished_at INTEGER,
        PRIMARY KEY (period, member)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE IF NOT EXISTS batch (
        period INTEGER NOT NULL,
        member INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number >= 1),
        digest TEXT    NOT NULL,
        cdrs   INTEGER NOT NULL CHECK (cdrs >= 1),
        PRIMARY KEY (period, member, number),
        FOREIGN KEY (period, member) REFERENCES participation
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE IF NOT EXISTS cdr (
        period       INTEGER NOT NULL,
        creditor     INTEGER NOT NULL,
        id           TEXT    NOT NULL,
        debtor       INTEGER NOT NULL CHECK (debtor <> creditor),
        batch        INTEGER NOT NULL,
        started_at   INTEGER NOT NULL,
        ended_at     INTEGER NOT NULL CHECK (ended_at >= started_at),
        energy_wh    INTEGER NOT NULL CHECK (energy_wh >= 0),
        amount_cents INTEGER NOT NULL CHECK (amount_cents >= 0),
        PRIMARY KEY (period, creditor, id)
      ) STRICT, WITHOUT ROWID;

      -- The sums of the CDRs, kept with each batch: the netting need not read a million of them.
      CREATE TABLE IF NOT EXISTS claim (
        period   INTEGER NOT NULL,
        creditor INTEGER NOT NULL,
        debtor   INTEGER NOT NULL CHECK (debtor <> creditor),
        cents    INTEGER NOT NULL CHECK (cents >= 0),
        cdrs     INTEGER NOT NULL CHECK (cdrs >= 1),
        PRIMARY KEY (period, creditor, debtor)
      ) STRICT, WITHOUT ROWID;

      -- What the netting came to, once for each period.
      CREATE TABLE IF NOT EXISTS transfer (
        period INTEGER NOT NULL REFERENCES period,
        payer  INTEGER NOT NULL REFERENCES member,
        payee  INTEGER NOT NULL REFERENCES member CHECK (payee <> payer),
        cents  INTEGER NOT NULL CHECK (cents >= 1),
        PRIMARY KEY (period, payer, payee)
      ) STRICT, WITHOUT ROWID;
      """;

  private ClearingSchema() {}

  static void create(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.executeUpdate(TABLES);
    }
  }
}
