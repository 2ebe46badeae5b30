package org.evcharging.benchmarks.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

/** Bare SQLite is a yardstick only as long as it writes the CDRs that the clearing writes. */
class BareCdrsTest {
  /** Of each member: three batches. */
  private static final int EACH = 200;

  @TempDir private Path folder;

  @Test
  void bareSqliteWritesTheVeryRowsThatTheClearingWrites() throws Exception {
    List<String> clearing = rowsOf(Way.CLEARING);
    List<String> bare = rowsOf(Way.BARE);

    assertThat(bare).isEqualTo(clearing).hasSize(5 * EACH);
    assertThat(clearing).anyMatch(row -> row.contains("|3|"));
  }

  @Test
  void aCdrThatIsLostIsMissed() throws Exception {
    Path database = folder.resolve("lost.db");
    ClearingTurn _ = ClearingTurn.take(Way.CLEARING, database, EACH);
    try (Connection connection = DriverManager.getConnection(JDBC.PREFIX + database);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM cdr WHERE creditor = 5 AND id LIKE '%99'");
    }

    assertThatThrownBy(() -> CdrsCheck.requireOnce(database, MemberCdrs.make(EACH)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0000099")
        .hasMessageContaining("is not there");
    assertThatThrownBy(() -> CdrsCheck.requireNetted(database))
        .isInstanceOf(IllegalStateException.class);
  }

  /** With the batch that each came in. */
  private List<String> rowsOf(Way way) throws Exception {
    Path database = folder.resolve(way + ".db");
    ClearingTurn turn = ClearingTurn.take(way, database, EACH);
    assertThat(turn.perSecond()).isPositive();
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(JDBC.PREFIX + database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM cdr ORDER BY period, creditor, id")) {
      while (row.next()) {
        rows.add(fields(row));
      }
    }
    return rows;
  }

  private static String fields(ResultSet row) throws SQLException {
    List<String> fields = new ArrayList<>();
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      fields.add(row.getString(column));
    }
    return String.join("|", fields);
  }
}
