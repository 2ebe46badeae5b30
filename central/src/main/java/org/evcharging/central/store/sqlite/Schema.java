package org.evcharging.central.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.evcharging.central.store.StoreFailure;

/**
 * The tables, and how they came to be: the n-th migration takes a database from {@code
 * user_version} n-1 to n. A migration that was ever released is never changed; a new one is added
 * behind it.
 *
 * <p>What cannot be, the tables forbid, so that a mistake in memory is found at the commit and not
 * in a bill. Times are microseconds since 1970 (UTC), energy Wh, money cents.
 */
final class Schema {
  private static final String FIRST =
      """
      -- One row. Changed by each transaction, which thereby shows that no other Central has opened
      -- the database since.
      CREATE TABLE meta (
        id              INTEGER PRIMARY KEY CHECK (id = 1),
        database        TEXT    NOT NULL,
        epoch           INTEGER NOT NULL,
        last_outbox_row INTEGER NOT NULL,
        ended_sessions  INTEGER NOT NULL CHECK (ended_sessions >= 0),
        sold_wh         INTEGER NOT NULL CHECK (sold_wh >= 0),
        sold_cents      INTEGER NOT NULL CHECK (sold_cents >= 0)
      ) STRICT;
      -- Readers drop what has a lower epoch than they have seen: a new database on an old Kafka must
      -- begin above all epochs of the one before it.
      INSERT INTO meta VALUES (1, lower(hex(randomblob(16))), unixepoch(), 0, 0, 0, 0);

      CREATE TABLE charge_point (
        id                   TEXT    PRIMARY KEY,
        secret_salt          TEXT    NOT NULL,
        secret_hash          TEXT    NOT NULL,
        site                 TEXT    NOT NULL,
        location             TEXT    NOT NULL,
        price_micros_per_kwh INTEGER NOT NULL CHECK (price_micros_per_kwh >= 0),
        power_w              INTEGER NOT NULL CHECK (power_w >= 0),
        registered_at        INTEGER NOT NULL,
        changed_at           INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE hold_off (
        charge_point TEXT    NOT NULL REFERENCES charge_point,
        source       TEXT    NOT NULL,
        set_at       INTEGER NOT NULL,
        PRIMARY KEY (charge_point, source)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE driver (
        id          TEXT    PRIMARY KEY,
        admitted_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE session (
        id                   TEXT    PRIMARY KEY,
        request_id           TEXT    NOT NULL,
        driver               TEXT    NOT NULL REFERENCES driver,
        charge_point         TEXT    NOT NULL REFERENCES charge_point,
        price_micros_per_kwh INTEGER NOT NULL CHECK (price_micros_per_kwh >= 0),
        state                TEXT    NOT NULL,
        requested_at         INTEGER NOT NULL,
        authorized_at        INTEGER,
        started_at           INTEGER,
        over_at              INTEGER,
        energy_wh            INTEGER NOT NULL DEFAULT 0 CHECK (energy_wh >= 0),
        amount_cents         INTEGER CHECK (amount_cents >= 0),
        end_reason           TEXT,
        denial_reason        TEXT,
        settled              INTEGER CHECK (settled IN (0, 1)),
        CHECK (CASE state
          WHEN 'REQUESTED'  THEN over_at IS NULL AND authorized_at IS NULL
          WHEN 'AUTHORIZED' THEN over_at IS NULL AND authorized_at IS NOT NULL
          WHEN 'CHARGING'   THEN over_at IS NULL AND started_at IS NOT NULL
          WHEN 'ENDING'     THEN over_at IS NULL AND started_at IS NOT NULL
                                 AND end_reason IS NOT NULL
          WHEN 'DENIED'     THEN over_at IS NOT NULL AND authorized_at IS NULL
                                 AND denial_reason IS NOT NULL
          WHEN 'EXPIRED'    THEN over_at IS NOT NULL AND started_at IS NULL
          WHEN 'ENDED'      THEN over_at IS NOT NULL AND started_at IS NOT NULL
                                 AND end_reason IS NOT NULL AND amount_cents IS NOT NULL
                                 AND settled IS NOT NULL
          ELSE 0 END)
      ) STRICT, WITHOUT ROWID;
      -- One open session a driver, and one a charge point.
      CREATE UNIQUE INDEX session_of_driver ON session (driver) WHERE over_at IS NULL;
      CREATE UNIQUE INDEX session_at_charge_point ON session (charge_point) WHERE over_at IS NULL;
      CREATE INDEX session_unsettled ON session (over_at) WHERE settled = 0;

      -- The row orders them by age, for forgetting them.
      CREATE TABLE request (
        row           INTEGER PRIMARY KEY,
        driver        TEXT    NOT NULL,
        request_id    TEXT    NOT NULL,
        contents      TEXT    NOT NULL,
        answer        TEXT    NOT NULL CHECK (answer IN ('SESSION', 'REFUSED', 'STOPPING')),
        session       TEXT,
        denial_reason TEXT,
        taken_at      INTEGER NOT NULL,
        -- Ids that ascend with time, as our drivers make them, then lie together.
        UNIQUE (request_id, driver),
        CHECK ((answer = 'REFUSED') = (denial_reason IS NOT NULL)),
        CHECK (answer = 'REFUSED' OR session IS NOT NULL)
      ) STRICT;

      -- Many messages a row, as OutboxRows writes them.
      CREATE TABLE outbox (
        last_row INTEGER PRIMARY KEY,
        messages BLOB    NOT NULL
      ) STRICT;

      CREATE TABLE input_position (
        topic       TEXT    NOT NULL,
        "partition" INTEGER NOT NULL,
        topic_id    TEXT    NOT NULL,
        next_offset INTEGER NOT NULL CHECK (next_offset >= 0),
        PRIMARY KEY (topic, "partition")
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE audit (
        row  INTEGER PRIMARY KEY,
        at   INTEGER NOT NULL,
        who  TEXT    NOT NULL,
        what TEXT    NOT NULL
      ) STRICT;
      """;

  private static final String SECOND =
      """
      -- What was decided of the session and why, a line each; TimelineLine says how to read them.
      ALTER TABLE session ADD COLUMN timeline TEXT NOT NULL DEFAULT '';
      """;

  private static final String THIRD =
      """
      -- The broker's when it took the record before next_offset: Kafka may lose records in a power
      -- cut, and give their offsets to others. Null where it is not known.
      ALTER TABLE input_position ADD COLUMN leader_epoch INTEGER;
      """;

  private static final String FOURTH =
      """
      -- What the driver can spend, and what is set aside of the driver's money; both follow from the
      -- movements, and are here so that nobody need add them up.
      ALTER TABLE driver ADD COLUMN balance_cents INTEGER NOT NULL DEFAULT 0
        CHECK (balance_cents >= 0);
      ALTER TABLE driver ADD COLUMN held_cents INTEGER NOT NULL DEFAULT 0 CHECK (held_cents >= 0);

      -- Of the token for the driver's own account its hash; null if there is none.
      ALTER TABLE driver ADD COLUMN token_hash TEXT;
      CREATE UNIQUE INDEX driver_of_token ON driver (token_hash) WHERE token_hash IS NOT NULL;

      -- What is left of the hold of a session that is open or waits for its final reading.
      CREATE TABLE hold (
        session    TEXT    PRIMARY KEY REFERENCES session,
        driver     TEXT    NOT NULL REFERENCES driver,
        held_cents INTEGER NOT NULL CHECK (held_cents >= 0)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX hold_of_driver ON hold (driver);
      INSERT INTO hold SELECT id, driver, 0 FROM session WHERE over_at IS NULL;

      -- The ledger: each movement takes from one account what it gives to another, and stays as it
      -- is for ever. DRIVER and HELD are the driver's own, the others the network's.
      CREATE TABLE movement (
        row           INTEGER PRIMARY KEY,
        at            INTEGER NOT NULL,
        driver        TEXT    NOT NULL REFERENCES driver,
        kind          TEXT    NOT NULL,
        debit         TEXT    NOT NULL,
        credit        TEXT    NOT NULL,
        cents         INTEGER NOT NULL CHECK (cents > 0),
        balance_cents INTEGER NOT NULL CHECK (balance_cents >= 0),
        session       TEXT    REFERENCES session,
        operation     TEXT,
        CHECK (debit <> credit),
        CHECK ((session IS NULL) <> (operation IS NULL))
      ) STRICT;
      CREATE UNIQUE INDEX movement_of_operation ON movement (operation, driver)
        WHERE operation IS NOT NULL;
      -- Nothing is captured twice.
      CREATE UNIQUE INDEX capture_of_session ON movement (session) WHERE kind = 'CAPTURE';
      CREATE UNIQUE INDEX correction_of_session ON movement (session)
        WHERE kind IN ('CORRECTION', 'LATE_CORRECTION');
      CREATE TRIGGER movement_stays BEFORE UPDATE ON movement
        BEGIN SELECT RAISE(ABORT, 'a movement of money is never changed'); END;
      CREATE TRIGGER movement_is_kept BEFORE DELETE ON movement
        BEGIN SELECT RAISE(ABORT, 'a movement of money is never deleted'); END;

      -- Sessions from before there were accounts were paid otherwise.
      INSERT INTO movement (at, driver, kind, debit, credit, cents, balance_cents, session)
        SELECT over_at, driver, 'CAPTURE', 'OUTSIDE', 'REVENUE', amount_cents, 0, id
        FROM session WHERE amount_cents > 0;

      -- Orders to move money that moved none.
      CREATE TABLE refused_operation (
        operation     TEXT    NOT NULL,
        driver        TEXT    NOT NULL REFERENCES driver,
        kind          TEXT    NOT NULL,
        cents         INTEGER NOT NULL CHECK (cents > 0),
        reason        TEXT    NOT NULL,
        balance_cents INTEGER NOT NULL CHECK (balance_cents >= 0),
        at            INTEGER NOT NULL,
        PRIMARY KEY (operation, driver)
      ) STRICT, WITHOUT ROWID;
      """;

  private static final String FIFTH =
      """
      -- How many changes there were of what a site offers to book.
      CREATE TABLE site (
        name    TEXT    PRIMARY KEY,
        version INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE site_window (
        id         TEXT    PRIMARY KEY,
        site       TEXT    NOT NULL REFERENCES site,
        from_at    INTEGER NOT NULL,
        to_at      INTEGER NOT NULL,
        capacity   INTEGER NOT NULL CHECK (capacity > 0),
        booked     INTEGER NOT NULL DEFAULT 0,
        offered_at INTEGER NOT NULL,
        CHECK (from_at < to_at),
        -- Never more booked than there is room, whatever memory says.
        CHECK (booked BETWEEN 0 AND capacity)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX window_of_site ON site_window (site, to_at);

      CREATE TABLE booking (
        site_window TEXT    NOT NULL REFERENCES site_window,
        driver      TEXT    NOT NULL REFERENCES driver,
        booked_at   INTEGER NOT NULL,
        used_by     TEXT    UNIQUE REFERENCES session,
        -- Nobody twice.
        PRIMARY KEY (site_window, driver)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX booking_of_driver ON booking (driver);
      CREATE TRIGGER booking_counts AFTER INSERT ON booking
        BEGIN UPDATE site_window SET booked = booked + 1 WHERE id = NEW.site_window; END;
      CREATE TRIGGER booking_counts_no_more AFTER DELETE ON booking
        BEGIN UPDATE site_window SET booked = booked - 1 WHERE id = OLD.site_window; END;

      -- The row orders them.
      CREATE TABLE waiting (
        row         INTEGER PRIMARY KEY,
        site_window TEXT    NOT NULL REFERENCES site_window,
        driver      TEXT    NOT NULL REFERENCES driver,
        since       INTEGER NOT NULL,
        UNIQUE (site_window, driver)
      ) STRICT;
      CREATE INDEX waiting_driver ON waiting (driver);
      """;

  private static final List<String> MIGRATIONS = List.of(FIRST, SECOND, THIRD, FOURTH, FIFTH);

  /** Distinguishes Central's files from any other SQLite database: "EVCH". */
  private static final int APPLICATION_ID = 0x45564348;

  private Schema() {}

  /** Brings the tables to this version, in one transaction a step. */
  static void migrate(Connection database) throws SQLException, StoreFailure {
    int version = number(database, "PRAGMA user_version");
    requireOurs(database, version);
    if (version > MIGRATIONS.size()) {
      throw new StoreFailure(
          "it was written by a newer Central (its schema is "
              + version
              + ", this one knows "
              + MIGRATIONS.size()
              + "); use that one, or another --db");
    }
    for (int next = version; next < MIGRATIONS.size(); next++) {
      apply(database, MIGRATIONS.get(next), next + 1);
    }
  }

  private static void requireOurs(Connection database, int version)
      throws SQLException, StoreFailure {
    boolean empty = number(database, "SELECT count(*) FROM sqlite_schema") == 0;
    boolean ours = number(database, "PRAGMA application_id") == APPLICATION_ID;
    if (!(empty && version == 0) && !ours) {
      throw new StoreFailure("it is a database of another program; choose another --db");
    }
  }

  private static void apply(Connection database, String migration, int version)
      throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "BEGIN IMMEDIATE;\n"
              + migration
              + "PRAGMA application_id = "
              + APPLICATION_ID
              + ";\nPRAGMA user_version = "
              + version
              + ";\nCOMMIT;");
    }
  }

  private static int number(Connection database, String query) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.getInt(1);
    }
  }
}
