package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Five companies upload at once, and programs are killed or stopped in the middle: each CDR is
 * there exactly once, and each cent in the statements. There is no Kafka: clearing needs none.
 */
class ClearingKilledTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MONTH = "2026-11";
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(10);

  @TempDir Path folder;
  private EvNetwork network;
  private EvProcess central;

  @BeforeEach
  void start() {
    network = new EvNetwork(folder);
    central = startCentral();
    network.admin("clearing", "open", MONTH, "--members", String.join(",", ClearingFiles.MEMBERS));
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void killedInTheMiddleNothingIsLostNorDoubled() {
    killed(2_000, 4);
  }

  @Tag("long")
  @Test
  void killedInTheMiddleOfHundredThousandEachNothingIsLostNorDoubled() {
    killed(100_000, 1_000);
  }

  @Test
  void toldToStopBothSidesEndAndTheUploadGoesOn() throws Exception {
    int count = 2_000;
    ClearingFiles files = ClearingFiles.write(folder, count);
    EvProcess first = upload(files, "OP1", 2);
    awaitStored("OP1", count / 10);
    stopWell(first);
    EvProcess tooEarly = member("finish", "OP1");
    assertThat(tooEarly.awaitExit(EvNetwork.SOON)).isEqualTo(1);
    assertThat(tooEarly.stderr().getLast()).contains("OP1.csv did not come to its end");
    assertThat(stored("OP1")).isBetween(count / 10L, count - 1L);

    EvProcess second = upload(files, "OP1", 2);
    awaitStored("OP1", count / 2);
    stopWell(central);
    assertThat(folder.resolve("ev.db.clearing-wal")).as("closed").doesNotExist();
    assertThat(stored("OP1")).isBetween(count / 2L, count - 1L);
    second.awaitLine(line -> line.contains("trying again"), EvNetwork.SOON);
    central = startCentral();

    assertThat(second.awaitExit(UPLOAD_LIMIT)).isZero();
    assertThat(second.stdout()).singleElement().asString().startsWith("2000 CDRs in 1000 batches");
    assertThat(stored("OP1")).isEqualTo(count);
    assertThat(Files.readString(folder.resolve("ev-data/member-OP1/secret"))).hasSize(33);
  }

  private void killed(int count, int batchSize) {
    ClearingFiles files = ClearingFiles.write(folder, count);
    Map<String, EvProcess> uploads = new HashMap<>();
    ClearingFiles.MEMBERS.forEach(it -> uploads.put(it, uploadAndFinish(files, it, batchSize)));

    for (String member : List.of("OP1", "OP2")) {
      awaitStored(member, count / 10);
      uploads.get(member).kill9();
      assertThat(stored(member)).as("in the middle").isLessThan(count);
      uploads.put(member, uploadAndFinish(files, member, batchSize));
    }
    awaitStored("OP5", count / 2);
    central.kill9();
    assertThat(ClearingFiles.MEMBERS).anyMatch(it -> stored(it) < count);
    central = startCentral();
    uploads.forEach(
        (member, upload) -> assertThat(upload.awaitExit(UPLOAD_LIMIT)).as("%s", upload).isZero());

    assertThat(files.differences(cleared())).containsOnly("0");
    askEarlyAndFinish();
    settledAsTheFilesSay(files);
  }

  private void askEarlyAndFinish() {
    Answer notYet = run("statement", "OP1");
    assertThat(notYet.exitCode()).isEqualTo(1);
    assertThat(notYet.json().path("state").asString()).isEqualTo("NOT_YET");
    assertThat(notYet.json().path("missing").toString()).isEqualTo("[\"OP5\"]");
    assertThat(run("finish", "OP5").json().path("state").asString()).isEqualTo("NETTED");
  }

  private void settledAsTheFilesSay(ClearingFiles files) {
    long sum = 0;
    for (String member : ClearingFiles.MEMBERS) {
      Answer statement = run("statement", member);
      assertThat(statement.exitCode()).isZero();
      assertThat(claims(statement.json())).isEqualTo(files.claims(member));
      long positionCents = statement.json().path("positionCents").asLong();
      assertThat(positionCents).isEqualTo(files.positionCents(member));
      assertThat(transferredCents(statement.json(), member)).isEqualTo(positionCents);
      sum += positionCents;
    }
    assertThat(sum).isZero();
  }

  private static List<String> claims(JsonNode statement) {
    List<String> lines = new ArrayList<>();
    for (JsonNode claim : statement.path("claims")) {
      lines.add(
          "%s|%s|%s|%s"
              .formatted(
                  claim.path("creditor").asString(),
                  claim.path("debtor").asString(),
                  claim.path("cdrs").asString(),
                  claim.path("cents").asString()));
    }
    return lines;
  }

  private static long transferredCents(JsonNode statement, String member) {
    long cents = 0;
    for (JsonNode transfer : statement.path("transfers")) {
      boolean gets = transfer.path("payee").asString().equals(member);
      cents += gets ? transfer.path("cents").asLong() : -transfer.path("cents").asLong();
    }
    return cents;
  }

  private EvProcess startCentral() {
    EvProcess started = network.centralWithoutWaiting();
    started.awaitLine(line -> line.contains("The web page is at"), EvNetwork.SOON);
    return started;
  }

  /** All but the last one say at once that it was all. */
  private EvProcess uploadAndFinish(ClearingFiles files, String member, int batchSize) {
    String last = ClearingFiles.MEMBERS.getLast();
    return member.equals(last)
        ? upload(files, member, batchSize)
        : member("upload", member, files.of(member), "--batch-size", "" + batchSize, "--finish");
  }

  private EvProcess upload(ClearingFiles files, String member, int batchSize) {
    return member("upload", member, files.of(member), "--batch-size", "" + batchSize);
  }

  private record Answer(int exitCode, JsonNode json) {}

  private Answer run(String command, String member) {
    EvProcess process = member(command, member, "--json");
    int exitCode = process.awaitExit(EvNetwork.SOON);
    assertThat(process.stdout()).as("%s", process).hasSize(1);
    return new Answer(exitCode, JSON.readTree(process.stdout().getFirst()));
  }

  private EvProcess member(String command, String member, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("clearing", command, "--member", member, "--period", MONTH, "--central"));
    all.add("localhost:" + network.clearingPort);
    all.addAll(List.of(more));
    return network.start(all.toArray(String[]::new));
  }

  private static void stopWell(EvProcess program) {
    program.sigterm();
    assertThat(program.awaitExit(STOP_LIMIT)).as("%s", program).isZero();
    assertThat(program.stderr().getLast()).endsWith("stopped (SIGTERM)");
  }

  private void awaitStored(String member, long cdrs) {
    await()
        .atMost(UPLOAD_LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> stored(member) >= cdrs);
  }

  private long stored(String member) {
    return Long.parseLong(
        new DatabaseFile(cleared())
            .rows(
                "SELECT cdrs FROM participation JOIN member ON number = member WHERE id = '"
                    + member
                    + "'")
            .getFirst());
  }

  private Path cleared() {
    return folder.resolve("ev.db.clearing");
  }
}
