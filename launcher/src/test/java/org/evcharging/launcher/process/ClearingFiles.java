package org.evcharging.launcher.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What five companies want from each other, as files to upload, and as a table of its own: what
 * comes of it is computed from that by SQL, and by nothing of the program's.
 */
final class ClearingFiles {
  static final List<String> MEMBERS = IntStream.rangeClosed(1, 5).mapToObj(i -> "OP" + i).toList();

  /** The one that writes its CDRs as OCPI has them. */
  private static final String OCPI_MEMBER = "OP5";

  private static final Instant MONTH = Instant.parse("2026-11-01T00:00:00Z");
  private static final int MONTH_S = 29 * 86_400;

  private final Path folder;
  private final DatabaseFile expected;

  private ClearingFiles(Path folder) {
    this.folder = folder;
    this.expected = new DatabaseFile(folder.resolve("expected.db"));
  }

  static ClearingFiles write(Path folder, int cdrsEach) {
    ClearingFiles files = new ClearingFiles(folder);
    try (Connection table = DriverManager.getConnection("jdbc:sqlite:" + files.expected.path());
        Statement statement = table.createStatement()) {
      table.setAutoCommit(false);
      statement.execute(
          "CREATE TABLE cdr (id, creditor, debtor, start_us, end_us, energy_wh, amount_cents)");
      try (PreparedStatement insert =
          table.prepareStatement("INSERT INTO cdr VALUES (?, ?, ?, ?, ?, ?, ?)")) {
        for (String member : MEMBERS) {
          files.write(member, cdrsEach, insert);
        }
      }
      table.commit();
      return files;
    } catch (SQLException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String of(String member) {
    return member + (member.equals(OCPI_MEMBER) ? ".jsonl" : ".csv");
  }

  private void write(String member, int count, PreparedStatement insert)
      throws IOException, SQLException {
    Random random = new Random(member.hashCode());
    List<String> others = MEMBERS.stream().filter(it -> !it.equals(member)).toList();
    try (BufferedWriter lines = Files.newBufferedWriter(folder.resolve(of(member)))) {
      if (!member.equals(OCPI_MEMBER)) {
        lines.write("cdrId,creditor,debtor,start,end,energyWh,amountCents\n");
      }
      for (int i = 0; i < count; i++) {
        String debtor = others.get(random.nextInt(others.size()));
        Instant start = MONTH.plusSeconds(random.nextInt(MONTH_S));
        Instant end = start.plus(Duration.ofSeconds(random.nextInt(20_000)));
        long wh = random.nextInt(90_000);
        long cents = random.nextInt(10_000);
        lines.write(
            member.equals(OCPI_MEMBER)
                ? ocpi("c-" + i, member, debtor, start, end, wh, cents)
                : "c-%d,%s,%s,%s,%s,%d,%d\n".formatted(i, member, debtor, start, end, wh, cents));
        insert.setString(1, "c-" + i);
        insert.setString(2, member);
        insert.setString(3, debtor);
        insert.setLong(4, start.getEpochSecond() * 1_000_000);
        insert.setLong(5, end.getEpochSecond() * 1_000_000);
        insert.setLong(6, wh);
        insert.setLong(7, cents);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String ocpi(
      String id, String creditor, String debtor, Instant start, Instant end, long wh, long cents) {
    return ("{\"country_code\":\"ES\",\"party_id\":\"%s\",\"id\":\"%s\",\"start_date_time\":\"%s\","
            + "\"end_date_time\":\"%s\",\"cdr_token\":{\"country_code\":\"FR\",\"party_id\":\"%s\","
            + "\"uid\":\"u\",\"type\":\"RFID\",\"contract_id\":\"c\"},\"currency\":\"EUR\","
            + "\"total_energy\":%d.%03d,\"total_cost\":{\"excl_vat\":%d.%02d}}\n")
        .formatted(
            creditor, id, start, end, debtor, wh / 1000, wh % 1000, cents / 100, cents % 100);
  }

  /** What must be zero: CDRs that are not stored, and those stored that there are not. */
  List<String> differences(Path cleared) {
    String stored =
        "SELECT id, c.name, d.name, started_at, ended_at, energy_wh, amount_cents FROM s.cdr"
            + " JOIN (SELECT number, id AS name FROM s.member) c ON c.number = creditor"
            + " JOIN (SELECT number, id AS name FROM s.member) d ON d.number = debtor";
    return List.of(
        attached(cleared, "SELECT count(*) FROM (SELECT * FROM main.cdr EXCEPT " + stored + ")"),
        attached(cleared, "SELECT count(*) FROM (" + stored + " EXCEPT SELECT * FROM main.cdr)"),
        attached(cleared, "SELECT (SELECT count(*) FROM main.cdr) - (SELECT count(*) FROM s.cdr)"));
  }

  private String attached(Path cleared, String query) {
    try (Connection table = DriverManager.getConnection("jdbc:sqlite:" + expected.path());
        Statement statement = table.createStatement()) {
      statement.execute("ATTACH '" + cleared + "' AS s");
      return statement.executeQuery(query).getString(1);
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  /** {@code creditor|debtor|CDRs|cents} of a member's, in either direction. */
  List<String> claims(String member) {
    return expected.rows(
        "SELECT creditor, debtor, count(*), sum(amount_cents) FROM cdr WHERE '"
            + member
            + "' IN (creditor, debtor) GROUP BY 1, 2 ORDER BY 1, 2");
  }

  /** What a member gets, or pays if it is below zero. */
  long positionCents(String member) {
    return Long.parseLong(
        expected
            .rows(
                "SELECT sum(CASE WHEN creditor = '"
                    + member
                    + "' THEN amount_cents ELSE -amount_cents END) FROM cdr WHERE '"
                    + member
                    + "' IN (creditor, debtor)")
            .getFirst());
  }
}
