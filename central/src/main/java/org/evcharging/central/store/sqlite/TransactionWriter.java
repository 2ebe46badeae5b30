package org.evcharging.central.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.evcharging.central.core.Event;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.SessionLine;
import org.evcharging.central.store.StoreFailure;

/** Writes batches, each in one transaction. Used by the holder of the database lock. */
final class TransactionWriter {
  private final DatabaseName name;
  private final long epoch;
  private final Change begin;
  private final Change checkEpoch;
  private final Change moveTo;
  private final Change commit;
  private final Change rollback;
  private final SessionRows sessions;
  private final RequestRows requests;
  private final NetworkRows network;
  private final AccountRows accounts;
  private final SiteRows sites;
  private final OutboxRows outbox;

  TransactionWriter(Connection database, DatabaseName name, long epoch) throws SQLException {
    this.name = name;
    this.epoch = epoch;
    begin = new Change(database, "BEGIN IMMEDIATE");
    checkEpoch =
        new Change(
            database, "UPDATE meta SET last_outbox_row = max(last_outbox_row, ?) WHERE epoch = ?");
    moveTo =
        new Change(
            database,
            "INSERT INTO input_position"
                + " (topic, \"partition\", topic_id, next_offset, leader_epoch)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                + " SET topic_id = excluded.topic_id, next_offset = excluded.next_offset,"
                + " leader_epoch = excluded.leader_epoch");
    commit = new Change(database, "COMMIT");
    rollback = new Change(database, "ROLLBACK");
    sessions = new SessionRows(database);
    requests = new RequestRows(database);
    network = new NetworkRows(database);
    accounts = new AccountRows(database);
    sites = new SiteRows(database);
    outbox = new OutboxRows(database);
  }

  void write(Batch batch) throws StoreFailure {
    int eventIndex = -1;
    try {
      begin.run();
      requireOwnEpoch(batch);
      for (Event.Durable event : batch.events()) {
        eventIndex++;
        write(event, batch.line(eventIndex));
      }
      eventIndex = -1;
      writeRest(batch);
      commit.run();
    } catch (SQLException e) {
      StoreFailure failure = name.failure(e, batch, eventIndex);
      undo(failure);
      throw failure;
    } catch (StoreFailure e) {
      undo(e);
      throw e;
    }
  }

  private void requireOwnEpoch(Batch batch) throws SQLException, StoreFailure {
    long lastRow = batch.outbox().isEmpty() ? 0 : batch.outbox().getLast().row();
    if (checkEpoch.run(lastRow, epoch) != 1) {
      throw new StoreFailure(
          name
              + ": another Central has opened the database since this one did (epoch "
              + epoch
              + "); this one stops. Let one Central run on a database");
    }
  }

  private void write(Event.Durable event, String line) throws SQLException {
    switch (event) {
      case Event.DriverAdmitted admitted -> network.write(admitted);
      case Event.DriverTokenGiven given -> network.write(given);
      case Event.ChargePointRegistered registered -> network.write(registered);
      case Event.ChargePointChanged changed -> network.write(changed);
      case Event.HoldOffSet set -> network.write(set);
      case Event.HoldOffLifted lifted -> network.write(lifted);
      case Event.RequestTaken request -> requests.write(request);
      case Event.SessionRequested requested -> sessions.write(requested.facts(), line);
      case Event.SessionDenied denied -> sessions.write(denied, line);
      case Event.SessionAuthorized authorized -> sessions.write(authorized, line);
      case Event.SessionExpired expired -> sessions.write(expired, line);
      case Event.SessionStarted started -> sessions.write(started, line);
      case Event.MeterRead read -> sessions.write(read);
      case Event.SessionEnding ending -> sessions.write(ending, line);
      case Event.SessionEnded ended -> sessions.write(ended, line);
      case Event.SessionSettled settled -> sessions.write(settled, line);
      case Event.MoneyMoved moved -> accounts.write(moved);
      case Event.OrderRefused refused -> accounts.write(refused);
      case Event.SiteChanged changed -> sites.write(changed);
      case Event.Audited audited -> network.write(audited);
    }
  }

  private void writeRest(Batch batch) throws SQLException {
    for (SessionLine line : batch.furtherLines()) {
      sessions.write(line);
    }
    sessions.writeTotals();
    outbox.write(batch.outbox());
    for (InputPosition position : batch.positions()) {
      moveTo.run(
          position.topic(),
          position.partition(),
          position.topicId(),
          position.nextOffset(),
          position.leaderEpoch());
    }
    if (batch.outboxClearedTo().isPresent()) {
      outbox.clearTo(batch.outboxClearedTo().getAsLong());
    }
    requests.forgetSome();
  }

  private void undo(StoreFailure because) {
    try {
      rollback.run();
    } catch (SQLException e) {
      // SQLite has often rolled back by itself; nothing is committed either way.
      because.addSuppressed(e);
    }
  }
}
