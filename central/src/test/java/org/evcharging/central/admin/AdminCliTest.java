package org.evcharging.central.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.central.http.ApiScene;
import org.evcharging.console.CommandLines;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AdminCliTest {
  @TempDir Path folder;
  private ApiScene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new ApiScene(folder);
    scene.connected("MAD-01", "Madrid", 1).connected("MAD-02", "Madrid", 2);
    scene.disconnected("MAD-01", 1).disconnected("MAD-02", 2).admitted("D1");
    Files.writeString(folder.resolve("ev.db.token"), ApiScene.TOKEN + "\n");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  /** What a run of {@code ev admin} printed, and its exit code. */
  private record Run(int exitCode, String out, String err) {}

  @Test
  void chargePointsComeAsATable() {
    Run run = admin("charge-points", "--db", db());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "CHARGE POINT  SITE    LOCATION    €/kWh  DRIVER  kW  kWh  €  STATUS",
            "MAD-01        Madrid  Gran Vía 1  0.25   -       -   -    -  DISCONNECTED",
            "MAD-02        Madrid  Gran Vía 1  0.25   -       -   -    -  DISCONNECTED");
  }

  @Test
  void stopFindsTheTokenBesideTheDatabase() throws Exception {
    Run run = admin("stop", "MAD-01", "--db", db());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("stop MAD-01: in force; sent when its Monitor connects\n");
    assertThat(scene.audit()).contains("operator@127.0.0.1: stop MAD-01: in force");
  }

  @Test
  void optionsMayStandBeforeTheCommand() {
    Run run = run("--central", address(), "--token", ApiScene.TOKEN, "resume", "all", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "{\"chargePointId\":\"MAD-01\",\"acknowledgement\":\"DISCONNECTED\"}",
            "{\"chargePointId\":\"MAD-02\",\"acknowledgement\":\"DISCONNECTED\"}");
  }

  @Test
  void chargePointThatThereIsNotKeepsNoOthersFromBeingStopped() throws Exception {
    Run run = admin("stop", "MAD-99", "MAD-02", "--db", db());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("stop MAD-99: there is no such charge point\n");
    assertThat(scene.audit()).contains("operator@127.0.0.1: stop MAD-02: in force");
  }

  @Test
  void driverIsAddedOnce() {
    assertThat(admin("driver", "add", "D7", "--db", db()).out()).isEqualTo("driver D7 added\n");
    assertThat(admin("driver", "add", "D7", "--db", db()).out())
        .isEqualTo("driver D7 known already\n");
    assertThat(admin("driver", "list").out()).contains("D1", "D7");
  }

  @Test
  void explainTellsTheWholeLife() throws Exception {
    scene.connected("MAD-01", "Madrid", 3);
    SessionId session = scene.asks("r1", "D1", "MAD-01");
    scene.confirmed(session, "MAD-01").metered(session, "MAD-01", 10);
    scene.ended(session, "MAD-01", 4_000);

    Run run = admin("explain", session.value());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("session S-r1 of D1 at MAD-01: ENDED UNPLUGGED\n4.000 kWh, 1.00 €")
        .contains(
            "StartCharging r1  [ev.requests/5@0]",
            "decided  SessionRequested",
            "sent     Granted, Authorized  [rows 5 to 6]",
            "after    1 reading, 0.010 to 0.010 kWh",
            "Ended UNPLUGGED 4000 Wh boot 3 sequence 3");
  }

  @Test
  void aMonthIsOpenedOnceForItsMembers() {
    assertThat(admin("clearing", "open", "2026-11", "--members", "OP1,OP2,OP3", "--db", db()).out())
        .isEqualTo("2026-11 is open for 3 members\n");

    Run late = admin("clearing", "open", "2026-11", "--members", "OP1,OP4", "--db", db());

    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err())
        .isEqualTo(
            "admin clearing open: Central refused: 2026-11 was opened before; who takes part in it is settled\n");
    assertThat(admin("clearing", "list").out().lines())
        .containsExactly(
            "PERIOD   STATE  CDRS  FINISHED  MISSING",
            "2026-11  OPEN   0     0 of 3    OP1, OP2, OP3");
    Run shown = admin("clearing", "show", "2026-11");
    assertThat(shown.out())
        .startsWith("MEMBER  BATCHES  CDRS  FINISHED\nOP1     0        0     no\n");
    assertThat(shown.err()).isEqualTo("2026-11 is netted when all have finished\n");
    assertThat(admin("clearing", "show", "2026-12").err())
        .isEqualTo("admin clearing show: 2026-12 was never opened\n");
    assertThat(admin("clearing", "open", "November", "--members", "OP1,OP2").exitCode())
        .isEqualTo(2);
  }

  @Test
  void aMonthDoesNotWaitForWhoeverIsExcused() throws Exception {
    String month = "2026-11";
    admin("clearing", "open", month, "--members", "OP1,OP2,OPX", "--db", db());

    assertThat(admin("clearing", "excuse", month, "OPX", "--db", db()).out())
        .isEqualTo("2026-11 does not wait for OPX; missing: OP1, OP2\n");
    assertThat(admin("clearing", "excuse", month, "OPY", "--db", db()).err())
        .isEqualTo("admin clearing excuse: OPY is no member of 2026-11\n");
    ClearingPeriod november = ClearingPeriod.of(month);
    MemberId op1 = new MemberId("OP1");
    scene.uploads(op1, new MemberId("OP2"), november);
    assertThat(admin("clearing", "excuse", month, "OP1", "--db", db()).err())
        .isEqualTo(
            "admin clearing excuse: Central refused: OP1 has uploaded CDRs, and says itself when that is all\n");
    scene.clearing().finish(november, op1, 1);
    assertThat(admin("clearing", "excuse", month, "OP1", "--db", db()).exitCode()).isEqualTo(1);
    assertThat(admin("clearing", "excuse", month, "OP2", "--db", db()).out())
        .isEqualTo("2026-11 does not wait for OP2, and is netted\n");
    assertThat(admin("clearing", "show", month).out())
        .contains("PAYER  PAYEE  €", "OP2    OP1    3.09");
  }

  @Test
  void sessionsOfOthersDriversAreExportedAsCdrs() throws Exception {
    scene.connected("MAD-01", "Madrid", 3).admitted("OP2-7").admitted("CARD3-7");
    for (String driver : List.of("OP2-7", "CARD3-7", "D1")) {
      SessionId session = scene.asks("r-" + driver, driver, "MAD-01");
      scene.confirmed(session, "MAD-01").metered(session, "MAD-01", 10);
      scene.ended(session, "MAD-01", 4_000);
    }
    String month = YearMonth.now(ZoneOffset.UTC).toString();

    Run run = admin("clearing", "export", month, "--member", "OP1", "--debtors", "OP2,OP3=CARD3");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "2 CDRs; left out: 1 sessions of own drivers, 0 whose last reading is not there yet\n");
    assertThat(run.out().lines())
        .hasSize(3)
        .startsWith("cdrId,creditor,debtor,start,end,energyWh,amountCents")
        .satisfiesOnlyOnce(
            it -> assertThat(it).startsWith("S-r-OP2-7,OP1,OP2,").endsWith(",4000,100"))
        .satisfiesOnlyOnce(it -> assertThat(it).startsWith("S-r-CARD3-7,OP1,OP3,"));
    assertThat(admin("clearing", "export", "2020-01", "--member", "OP1", "--debtors", "OP2").out())
        .isEqualTo("cdrId,creditor,debtor,start,end,energyWh,amountCents\n");
  }

  @Test
  void sessionsAreNarrowedAndSayThatThereAreMore() throws Exception {
    scene.connected("MAD-01", "Madrid", 3).connected("MAD-02", "Madrid", 4).admitted("D2");
    scene.asks("r1", "D1", "MAD-01");
    scene.asks("r2", "D2", "MAD-02");

    assertThat(admin("sessions", "--driver", "D1").out()).contains("S-r1").doesNotContain("S-r2");
    Run run = admin("sessions", "--limit", "1", "--json");
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.err()).isEqualTo("there are more: --before S-r2\n");
  }

  @Test
  void sessionThatThereIsNotIsOneLine() {
    Run run = admin("explain", "S-none");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("admin explain: there is no session S-none\n");
  }

  @Test
  void wrongTokenSaysWhereToFindTheRightOne() {
    Run run = admin("stop", "all", "--token", "wrong");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("--token", "--db");
  }

  @Test
  void centralThatIsNotThereIsOneLineThatSaysWhatToDo() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }

    Run run = run("sessions", "--central", "http://localhost:" + nobody);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "admin sessions: Central does not answer at http://localhost:"
                + nobody
                + "; is it running, with --http there?\n");
  }

  @Test
  void wrongUseIsExitCode2() {
    assertThat(run().exitCode()).isEqualTo(2);
    assertThat(run("stop").exitCode()).isEqualTo(2);
    assertThat(admin("stop", "all", "MAD-01").exitCode()).isEqualTo(2);
    assertThat(admin("stop", "no id").exitCode()).isEqualTo(2);
    assertThat(run("sessions", "--central", "localhost:8080").exitCode()).isEqualTo(2);
  }

  private String db() {
    return folder.resolve("ev.db").toString();
  }

  private String address() {
    return "http://localhost:" + scene.port();
  }

  private Run admin(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--central", address()));
    return run(all.toArray(String[]::new));
  }

  private static Run run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine admin =
        CommandLines.of(new AdminCli())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exitCode = admin.execute(args);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
