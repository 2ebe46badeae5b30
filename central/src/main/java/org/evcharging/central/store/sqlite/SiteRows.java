package org.evcharging.central.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.evcharging.central.core.Event;

/**
 * The tables {@code site}, {@code site_window}, {@code booking} and {@code waiting}. How many
 * places of a window are booked the database counts itself, so that its check holds whatever is
 * written here. Used by the holder of the database lock.
 */
final class SiteRows {
  private final Change raiseVersion;
  private final Change offer;
  private final Change book;
  private final Change waits;
  private final Change waitsNoMore;
  private final Change free;
  private final Change use;
  private final Change giveBack;

  SiteRows(Connection database) throws SQLException {
    raiseVersion =
        new Change(
            database,
            "INSERT INTO site (name, version) VALUES (?, 1)"
                + " ON CONFLICT DO UPDATE SET version = version + 1");
    offer =
        new Change(
            database,
            "INSERT INTO site_window (id, site, from_at, to_at, capacity, offered_at)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    book =
        new Change(
            database, "INSERT INTO booking (site_window, driver, booked_at) VALUES (?, ?, ?)");
    waits =
        new Change(database, "INSERT INTO waiting (site_window, driver, since) VALUES (?, ?, ?)");
    waitsNoMore = new Change(database, "DELETE FROM waiting WHERE site_window = ? AND driver = ?");
    free =
        new Change(
            database,
            "DELETE FROM booking WHERE site_window = ? AND driver = ? AND used_by IS NULL");
    use =
        new Change(
            database,
            "UPDATE booking SET used_by = ? WHERE site_window = ? AND driver = ?"
                + " AND used_by IS NULL");
    giveBack =
        new Change(
            database,
            "UPDATE booking SET used_by = NULL WHERE site_window = ? AND driver = ?"
                + " AND used_by = ?");
  }

  void write(Event.SiteChanged changed) throws SQLException {
    raiseVersion.one(changed.site().value());
    String window = changed.window().value();
    switch (changed) {
      case Event.WindowOffered it ->
          offer.one(window, it.site().value(), it.from(), it.to(), it.capacity(), it.at());
      case Event.PlaceBooked it -> {
        waitsNoMore.run(window, it.driver().value());
        book.one(window, it.driver().value(), it.at());
      }
      case Event.WaitingBegun it -> waits.one(window, it.driver().value(), it.at());
      case Event.WaitingEnded it -> waitsNoMore.one(window, it.driver().value());
      case Event.PlaceFreed it -> free.one(window, it.driver().value());
      case Event.BookingUsed it -> use.one(it.session().value(), window, it.driver().value());
      case Event.BookingReturned it ->
          giveBack.one(window, it.driver().value(), it.session().value());
    }
  }
}
