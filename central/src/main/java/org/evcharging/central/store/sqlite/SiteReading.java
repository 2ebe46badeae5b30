package org.evcharging.central.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evcharging.central.core.Site;
import org.evcharging.central.core.Window;
import org.evcharging.central.core.Window.Booking;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;

/** Reads sites with their windows that are not over, when Central starts. */
final class SiteReading {
  private final Connection database;
  private final Instant now;

  private SiteReading(Connection database, Instant now) {
    this.database = database;
    this.now = now;
  }

  static List<Site> sites(Connection database, Instant now) throws SQLException {
    return new SiteReading(database, now).sites();
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private List<Site> sites() throws SQLException {
    Map<WindowId, Map<DriverId, Booking>> bookings = bookings();
    Map<WindowId, List<DriverId>> waiting = waiting();
    Map<SiteName, List<Window>> windows = new HashMap<>();
    notOver(
        "SELECT w.id, w.site, w.from_at, w.to_at, w.capacity FROM site_window w",
        "w.from_at",
        row -> {
          WindowId id = new WindowId(row.getString(1));
          windows
              .computeIfAbsent(new SiteName(row.getString(2)), _ -> new ArrayList<>())
              .add(
                  new Window(
                      id,
                      Change.time(row.getLong(3)),
                      Change.time(row.getLong(4)),
                      row.getInt(5),
                      bookings.getOrDefault(id, Map.of()),
                      waiting.getOrDefault(id, List.of())));
        });
    List<Site> sites = new ArrayList<>();
    try (PreparedStatement all = database.prepareStatement("SELECT name, version FROM site");
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        SiteName name = new SiteName(row.getString(1));
        sites.add(new Site(name, row.getLong(2), windows.getOrDefault(name, List.of())));
      }
    }
    return sites;
  }

  private Map<WindowId, Map<DriverId, Booking>> bookings() throws SQLException {
    Map<WindowId, Map<DriverId, Booking>> found = new HashMap<>();
    notOver(
        "SELECT b.site_window, b.driver, b.booked_at, b.used_by FROM booking b"
            + " JOIN site_window w ON w.id = b.site_window",
        "b.driver",
        row ->
            found
                .computeIfAbsent(new WindowId(row.getString(1)), _ -> new HashMap<>())
                .put(
                    new DriverId(row.getString(2)),
                    new Booking(
                        Change.time(row.getLong(3)),
                        Optional.ofNullable(row.getString(4)).map(SessionId::new))));
    return found;
  }

  private Map<WindowId, List<DriverId>> waiting() throws SQLException {
    Map<WindowId, List<DriverId>> found = new HashMap<>();
    notOver(
        "SELECT q.site_window, q.driver FROM waiting q JOIN site_window w ON w.id = q.site_window",
        "q.row",
        row ->
            found
                .computeIfAbsent(new WindowId(row.getString(1)), _ -> new ArrayList<>())
                .add(new DriverId(row.getString(2))));
    return found;
  }

  private void notOver(String select, String order, RowReader reader) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(select + " WHERE w.to_at > ? ORDER BY " + order)) {
      statement.setLong(1, Change.micros(now));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }
}
