package org.evcharging.benchmarks.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.benchmarks.traffic.Trouble;
import org.evcharging.central.core.Movement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

/** Bare SQLite is a yardstick only as long as it writes what Central writes. */
class BareBooksTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir private Path folder;

  @Test
  void bareSqliteWritesTheVeryRowsThatCentralWrites() throws Exception {
    List<String> central = rowsAfterTwoOrders(Load.MANY_ACCOUNTS);
    List<String> bare = rowsAfterTwoOrders(Load.BARE);

    assertThat(bare).isEqualTo(central);
    assertThat(central).contains("desk@127.0.0.1|withdraw from D7 0.05 €: done");
  }

  private List<String> rowsAfterTwoOrders(Load load) throws Exception {
    Path database = Files.createDirectory(folder.resolve(load.name())).resolve("ev.db");
    OpenedAccounts.make(database, load.accounts());
    Trouble trouble = new Trouble();
    try (Books books = load.open(database, trouble)) {
      books.move(new Order(7, Movement.TOP_UP, 12_34, "first"));
      books.move(new Order(7, Movement.WITHDRAWAL, 5, "second"));
    }
    trouble.requireNone();
    BooksCheck.require(database, load.accounts(), 2);
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(JDBC.PREFIX + database);
        Statement statement = connection.createStatement()) {
      // All but the time.
      rows.addAll(
          rows(
              statement,
              "SELECT row, driver, kind, debit, credit, cents, balance_cents, session, operation"
                  + " FROM movement ORDER BY row"));
      rows.addAll(rows(statement, "SELECT id, balance_cents, held_cents FROM driver ORDER BY id"));
      rows.addAll(rows(statement, "SELECT who, what FROM audit ORDER BY row"));
      rows.addAll(rows(statement, "SELECT last_outbox_row FROM meta"));
    }
    return rows;
  }

  private static List<String> rows(Statement statement, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<String> fields = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          fields.add(String.valueOf(row.getString(column)));
        }
        rows.add(String.join("|", fields));
      }
    }
    return rows;
  }

  @Test
  void turnTellsOfMoversAndLookersAndFindsTheBooksRight() throws Exception {
    Turn turn = Turn.take(Load.WITH_READERS, folder.resolve("ev.db"), SHORT, SHORT);

    assertThat(turn.moved().perSecond()).isPositive();
    assertThat(turn.looked()).hasValueSatisfying(pace -> assertThat(pace.perSecond()).isPositive());
  }
}
