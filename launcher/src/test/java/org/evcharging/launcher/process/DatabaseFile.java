package org.evcharging.launcher.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Central's database as anybody reads it who has SQLite; Central may run or not. */
record DatabaseFile(Path path) {
  /** The rows of a query, their columns joined by {@code |}. */
  List<String> rows(String query) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join("|", columns));
      }
      return lines;
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }
}
