package org.evcharging.launcher.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LabTest {
  @ParameterizedTest
  @ValueSource(strings = {"lost-update", "oversell", "deadlock"})
  void withoutProtectionItGoesWrongInAtMostTenTriesAndWithItNever(String experiment) {
    LabRun run = LabRun.of(experiment, "--json");

    assertThat(run.json().at("/without/shown/outcome").asString()).isEqualTo("WRONG");
    assertThat(run.json().at("/without/tries").asInt()).isBetween(1, 10);
    assertThat(run.json().at("/with/shown/outcome").asString()).isEqualTo("RIGHT");
    assertThat(run.json().at("/with/tries").asInt()).isEqualTo(10);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aLostUpdateLeavesFourHundredWhereThreeHundredShouldBe() {
    LabRun run = LabRun.of("lost-update", "--json", "--tries", "1");

    assertThat(run.json().at("/without/shown/words").asString())
        .isEqualTo(
            "Two withdrawals of 100.00 € from 500.00 € leave 400.00 €: one of them is lost.");
    assertThat(run.json().at("/with/shown/words").asString())
        .isEqualTo("Two withdrawals of 100.00 € from 500.00 € leave 300.00 €, as they should.");
  }

  /** The database is the second to look: it lets neither mistake reach the disk. */
  @ParameterizedTest
  @ValueSource(strings = {"lost-update", "oversell"})
  void whatGoesWrongInMemoryIsRefusedByTheDatabase(String experiment) {
    LabRun run = LabRun.of(experiment, "--json", "--tries", "1");

    assertThat(run.json().at("/without/shown/remarks/0").asString()).startsWith("The database ");
    assertThat(run.json().at("/with/shown/remarks")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost-update", "oversell"})
  void withoutTheLockBothReadBeforeEitherWritesAndWithItOneAfterTheOther(String experiment) {
    JsonNode json = LabRun.of(experiment, "--json", "--tries", "1").json();

    assertThat(readsAndWrites(json.at("/without/shown/steps")))
        .containsExactly("READS", "READS", "WRITES", "WRITES");
    assertThat(readsAndWrites(json.at("/with/shown/steps")))
        .containsExactly("READS", "WRITES", "READS", "WRITES");
  }

  private static List<String> readsAndWrites(JsonNode steps) {
    return StreamSupport.stream(steps.spliterator(), false)
        .map(step -> step.path("did").asString())
        .filter(did -> did.equals("READS") || did.equals("WRITES"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "lost-update, Accounts.java, .lock.lock(",
    "oversell, ChargingNetwork.java, lock.lock(",
    "deadlock, RankedLock.java, throw new LockOrderViolation("
  })
  void theNamedLineOfTheNamedFileIsTheOneThatPreventsIt(String experiment, String name, String code)
      throws IOException {
    JsonNode at =
        LabRun.of(experiment, "--json", "--tries", "1").json().at("/with/shown/decidedAt");

    Path file = Path.of("..").resolve(at.path("file").asString());
    assertThat(file).hasFileName(name);
    assertThat(Files.readAllLines(file).get(at.path("line").asInt() - 1)).contains(code);
  }

  @Test
  void aDeadlockIsFoundByTheJvmAndAWrongOrderNamedByItsLocks() {
    JsonNode json = LabRun.of("deadlock", "--json", "--tries", "1").json();

    assertThat(json.at("/without/shown/remarks/0").asString())
        .contains("thread A waits for a lock that thread B has")
        .contains("thread B waits for a lock that thread A has");
    assertThat(json.at("/with/shown/remarks/0").asString())
        .isEqualTo(
            "LockOrderViolation: thread B holds ACCOUNT \"account D1\" and must not take NETWORK"
                + " \"network\": LockRank puts it first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost-update", "oversell", "deadlock"})
  void inAPipeItIsPlainTextOfAtMostEightyColumns(String experiment) {
    LabRun run = LabRun.of(experiment, "--tries", "2");

    assertThat(run.out())
        .contains("thread A")
        .contains("thread B")
        .contains("WRONG: ")
        .contains("RIGHT: ")
        .containsPattern("src/main/java/\\S+\\.java:\\d+")
        .doesNotContain("\u001b");
    assertThat(run.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void leftToTheSystemARaceMayBeWonAndThatIsSaidToProveNothing() {
    LabRun run = LabRun.of("lost-update", "--no-pause", "--tries", "1");

    assertThat(run.exitCode()).isIn(0, 1);
    assertThat(run.out().contains("proves nothing")).isEqualTo(run.exitCode() == 1);
  }

  @Test
  void wrongUsageIsSaidInOneLine() {
    assertUsage(LabRun.of(), "which experiment? lost-update, oversell or deadlock");
    assertUsage(LabRun.of("lost-updates"), "unknown command lost-updates");
    assertUsage(LabRun.of("oversell", "--tries", "0"), "--tries: 0 is not 1 to 10000");
    assertUsage(LabRun.of("deadlock", "--tries", "many"), "--tries many: expected a whole number");
  }

  private static void assertUsage(LabRun run, String words) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().contains(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost-update", "oversell", "deadlock"})
  void helpHasExamples(String experiment) {
    assertThat(LabRun.of(experiment, "--help").out())
        .contains("Examples:")
        .contains("ev lab " + experiment + " --json");
  }
}
