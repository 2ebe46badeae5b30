package org.evcharging.launcher.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.evcharging.central.admin.AdminCli;
import org.evcharging.central.admin.check.Problem;
import org.evcharging.central.admin.check.Report;
import org.evcharging.console.CommandLines;
import org.evcharging.console.UserError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ev admin check} on a network that has served, refused and been asked nonsense. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminCheckTest {
  private SmallNetwork network;
  private Report whileRunning;
  private String session;

  @BeforeAll
  void letANetworkServeRefuseAndBeAskedNonsense(@TempDir Path folder) throws Exception {
    network = new SmallNetwork(folder);
    network.request("r-1", "D1", "MAD-01");
    network.request("r-1", "D1", "MAD-01");
    network.request("r-1", "D1", "NOWHERE");
    network.request("r-2", "D2", "NOWHERE");
    network.request("r-3", "no driver", "MAD-01");
    network.write("ev.requests", "MAD-01", "not JSON");
    await()
        .atMost(SmallNetwork.SOON)
        .until(() -> network.sql("SELECT state FROM session").equals("ENDED"));
    network.stop("r-4", "D1");
    session = network.sql("SELECT id FROM session");
    await()
        .atMost(SmallNetwork.SOON)
        .until(() -> {
          whileRunning = network.check();
          return whileRunning.requests().all() == 4 && whileRunning.pending().all() == 0;
        });
    network.stopCentral();
  }

  @AfterAll
  void close() {
    network.close();
  }

  @Test
  void everythingAddsUpWhileCentralRuns() {
    assertThat(whileRunning.problems()).isEmpty();
    assertThat(whileRunning.ok()).isTrue();
    assertThat(whileRunning.centralLives()).isTrue();
    assertThat(whileRunning.requests()).isEqualTo(new Report.Requests(4, 1, 3, 0, 1));
    assertThat(whileRunning.sessions()).isEqualTo(new Report.Sessions(1, 1, 0, 0, 0, 0));
  }

  @Test
  void theSameIsSaidWhileCentralIsStopped() {
    Report report = network.check();

    assertThat(report.problems()).isEmpty();
    assertThat(report.requests()).isEqualTo(whileRunning.requests());
    assertThat(report.sessions()).isEqualTo(whileRunning.sessions());
  }

  @Test
  void theDatabaseIsLeftAsItWas() throws Exception {
    byte[] before = Files.readAllBytes(network.database());

    network.check();

    assertThat(Files.readAllBytes(network.database())).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          energy changed       | ticket            | UPDATE session SET energy_wh = energy_wh + 1000
          amount changed       | amount            | UPDATE session SET amount_cents = amount_cents + 1
          driver changed       | ticket            | UPDATE session SET driver = 'D2'
          reason changed       | announced-on-disk | UPDATE session SET end_reason = 'DRIVER_STOP'
          not settled          | settled-by-final-reading | UPDATE session SET settled = 0
          session gone         | announced-on-disk | DELETE FROM session
          second session       | told              | INSERT INTO session SELECT concat(id, 'x'), request_id, driver, charge_point, price_micros_per_kwh, state, requested_at, authorized_at, started_at, over_at, energy_wh, amount_cents, end_reason, denial_reason, settled, timeline FROM session
          never over           | announced-on-disk | UPDATE session SET state = 'CHARGING', over_at = NULL
          """)
  void plantedFaultIsFoundAndItsSessionNamed(String fault, String rule, String change)
      throws Exception {
    Report report = network.check(network.changed(change));

    assertThat(report.ok()).as(fault).isFalse();
    assertThat(report.problems())
        .as(fault)
        .anySatisfy(problem -> {
          assertThat(problem.rule()).isEqualTo(rule);
          assertThat(problem.line()).contains(session);
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          request forgotten    | request-answered  | r-2  | DELETE FROM request WHERE request_id = 'r-2'
          another denial       | request-denied    | r-2  | UPDATE request SET denial_reason = 'IN_USE' WHERE request_id = 'r-2'
          stop not obeyed      | request-served    | r-4  | UPDATE request SET answer = 'STOPPING', denial_reason = NULL, session = 'x' WHERE request_id = 'r-4'
          totals changed       | totals            | Wh   | UPDATE meta SET sold_wh = sold_wh + 1
          older copy           | file-older        | epoch | UPDATE meta SET epoch = epoch - 1
          a driver that is not there | file-sound  | driver | DELETE FROM driver WHERE id = 'D1'
          """)
  void plantedFaultIsFound(String fault, String rule, String word, String change) throws Exception {
    assertThat(network.check(network.changed(change)).problems())
        .as(fault)
        .anySatisfy(problem -> {
          assertThat(problem.rule()).isEqualTo(rule);
          assertThat(problem.line()).contains(word);
        });
  }

  /** Spec R-10. Whoever changes the ledger must first take away what keeps it as it is. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a cent from nowhere       | ledger-sum      | have 1 cents | UPDATE driver SET balance_cents = balance_cents + 1 WHERE id = 'D1'
          a balance nobody moved    | account-balance | D1      | UPDATE driver SET balance_cents = balance_cents + 1
          a movement lost           | account-balance | D1      | DROP TRIGGER movement_is_kept; DELETE FROM movement WHERE kind = 'RELEASE'
          an answer that was not so | answered-balance | D1     | DROP TRIGGER movement_stays; UPDATE movement SET balance_cents = balance_cents + 1 WHERE kind = 'HOLD'
          a bill not paid           | paid            | D1      | DROP TRIGGER movement_is_kept; DELETE FROM movement WHERE kind = 'CAPTURE'
          a cent too much taken     | paid            | D1      | DROP TRIGGER movement_stays; UPDATE movement SET cents = cents + 1 WHERE kind = 'CAPTURE'
          a correction of no bill   | paid            | D1      | INSERT INTO movement (at, driver, kind, debit, credit, cents, balance_cents, session) SELECT at, driver, 'CORRECTION', debit, credit, 1, balance_cents, session FROM movement WHERE kind = 'CAPTURE'
          a hold of what is over    | hold            | D1      | INSERT INTO hold SELECT id, driver, 0 FROM session
          a hold of no session      | hold            | D1      | INSERT INTO hold VALUES ('no session', 'D1', 0)
          held, and nobody knows why | hold-sum       | D1      | UPDATE driver SET balance_cents = balance_cents - 1, held_cents = 1
          a balance below zero      | account-balance | D1      | PRAGMA ignore_check_constraints = ON; UPDATE driver SET balance_cents = -1
          taken out more than there was | account-balance | D1  | PRAGMA ignore_check_constraints = ON; INSERT INTO movement (at, driver, kind, debit, credit, cents, balance_cents, operation) SELECT admitted_at, id, 'WITHDRAWAL', 'DRIVER', 'OUTSIDE', balance_cents + 1, -1, 'o' FROM driver; UPDATE driver SET balance_cents = -1
          """)
  void booksThatDoNotAddUpAreFound(String fault, String rule, String word, String change)
      throws Exception {
    plantedFaultIsFound(fault, rule, word, change);
  }

  @Test
  void exitCodeSaysWhetherEverythingAddsUp() throws Exception {
    assertThat(exitCode(network.database())).isZero();
    assertThat(exitCode(network.changed("UPDATE session SET energy_wh = 0"))).isEqualTo(1);
  }

  private int exitCode(Path database) {
    return CommandLines.of(new AdminCli())
        .execute("check", "--bootstrap", network.bootstrap(), "--db", database.toString());
  }

  @Test
  void whatCentralHasNotReadIsPendingAndNotWrong() throws Exception {
    Report report =
        network.check(
            network.changed(
                "UPDATE input_position SET next_offset = 0 WHERE topic = 'ev.requests'",
                "DELETE FROM request WHERE request_id = 'r-4'"));

    assertThat(report.pending().unreadRequests()).isEqualTo(6);
    assertThat(report.problems()).extracting(Problem::rule).doesNotContain("request-answered");
  }

  @Test
  void databaseOfAnotherNetworkIsRefused() throws Exception {
    Path other = network.changed("UPDATE meta SET database = 'another'");

    assertThatThrownBy(() -> network.check(other))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("another")
        .hasMessageContaining("--db");
  }

  @Test
  void aFileThatIsNotThereIsSaidInOneLine(@TempDir Path folder) {
    assertThatThrownBy(() -> network.check(folder.resolve("no.db")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no.db");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void linesForPeopleEndWithTheVerdict() throws Exception {
    List<String> wrong = network.check(network.changed("DELETE FROM session")).lines();

    assertThat(whileRunning.lines())
        .contains(
            "requests 4: 1 served, 3 denied, 0 pending; 1 records not readable",
            "sessions 1: 1 ended (0 unsettled), 0 expired, 0 denied, 0 open")
        .endsWith("nothing wrong");
    assertThat(wrong.getLast()).matches("[0-9]+ wrong.*");
  }
}
