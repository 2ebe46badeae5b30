package org.evcharging.central.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.evcharging.central.store.StoreSamples.*;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.evcharging.central.core.Event;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.ContradictedMemory;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.Topic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a database is said in one line, and costs nothing that was committed. */
class StoreFailuresTest {
  private static final Duration NO_CHECKPOINTS = Duration.ofHours(1);
  private static final int LARGE_BYTES = 1_000_000;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("ev.db");
  }

  @Test
  void secondCentralIsRefusedAndTheFirstGoesOn() throws StoreFailure {
    try (SqliteStore first = SqliteStore.open(file)) {
      assertRefused("another Central runs on this database");
      // Twice: the first refusal must not have given the lock away.
      assertRefused("another Central runs on this database");
      first.commit(batch(admitted("D1")));
    }
    SqliteStore.open(file).close();
  }

  @Test
  void secondCentralInAnotherProcessIsRefused() throws Exception {
    try (SqliteStore first = SqliteStore.open(file)) {
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OpenAndSay.class.getName(),
                  file.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(said)
          .contains("another Central runs on this database")
          .contains("process " + ProcessHandle.current().pid());
      first.commit(batch(admitted("D1")));
    }
  }

  /** Opens the database given and prints why it could not. */
  static final class OpenAndSay {
    public static void main(String[] args) {
      try {
        SqliteStore.open(Path.of(args[0])).close();
        System.out.println("opened");
      } catch (StoreFailure e) {
        System.out.println(e.line());
      }
    }
  }

  @Test
  void fileThatIsNotADatabaseIsRefusedAndLeftAlone() throws Exception {
    Files.writeString(file, "Dear diary, ".repeat(500));

    assertRefused("the file is not a database");
    assertThat(file).content().startsWith("Dear diary");
  }

  @Test
  void databaseOfAnotherProgramIsRefused() throws Exception {
    Sql.run(file, "CREATE TABLE recipes (name TEXT)");

    assertRefused("a database of another program");
  }

  @Test
  void databaseOfANewerCentralIsRefused() throws Exception {
    SqliteStore.open(file).close();
    Sql.run(file, "PRAGMA user_version = 99");

    assertRefused("written by a newer Central");
  }

  @Test
  void missingFolderIsNamed() {
    file = folder.resolve("nowhere").resolve("ev.db");

    assertRefused("there is no folder " + folder.resolve("nowhere"));
  }

  @Test
  void folderInPlaceOfTheFileIsRefused() throws Exception {
    Files.createDirectory(file);

    assertRefused("cannot be opened");
  }

  @Test
  void openedAfterARefusalOnceTheCauseIsGone() throws Exception {
    Files.writeString(file, "Dear diary, ".repeat(500));
    assertRefused("the file is not a database");
    Files.delete(file);

    SqliteStore.open(file).close();
  }

  @Test
  void commitFailsOnceAnotherCentralHasOpenedTheDatabase() throws Exception {
    try (SqliteStore store = SqliteStore.open(file)) {
      Sql.run(file, "UPDATE meta SET epoch = epoch + 1");

      assertThatThrownBy(() -> store.commit(batch(admitted("D1"))))
          .isInstanceOf(StoreFailure.class)
          .isNotInstanceOf(ContradictedMemory.class)
          .hasMessageContaining("another Central has opened the database");
      assertThat(store.account(admitted("D1").driver())).isEmpty();
    }
  }

  @Test
  void fullDiskIsSaidAndWhatWasCommittedIsThere() throws Exception {
    try (SqliteStore store = SqliteStore.open(file)) {
      store.commit(batch(admitted("D1")));
      store.fill();

      assertThatThrownBy(() ->
              store.commit(
                  new Batch(
                      List.of(admitted("D2")), List.of(large(1)), List.of(), OptionalLong.empty())))
          .isInstanceOf(StoreFailure.class)
          .hasMessageContaining(file + ": the disk is full; make room");
      assertThat(store.account(admitted("D1").driver())).isPresent();
      assertThat(store.account(admitted("D2").driver())).isEmpty();
    }
  }

  private static OutboxRow large(long row) {
    return new OutboxRow(row, 1, Topic.COMMANDS, new byte[8], new byte[LARGE_BYTES]);
  }

  @Test
  void commitAfterCloseIsRefused() throws StoreFailure {
    SqliteStore store = SqliteStore.open(file);
    store.close();

    assertThatThrownBy(() -> store.commit(batch(admitted("D1")))).hasMessageContaining("closed");
  }

  @Test
  @Timeout(10)
  void closedDatabaseIsOneFileAndClosingTwiceIsHarmless() throws Exception {
    SqliteStore store = SqliteStore.open(file);
    store.commit(batch(admitted("D1")));
    store.close();
    store.close();

    assertThat(folder.resolve("ev.db-wal")).doesNotExist();
  }

  @Test
  @Timeout(60)
  void logBeginsAnewWhileCommitsGoOn() throws Exception {
    Path log = folder.resolve("ev.db-wal");
    AtomicLong row = new AtomicLong();
    try (SqliteStore store = SqliteStore.open(file, Duration.ofMillis(5))) {
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            long last = row.incrementAndGet();
            store.commit(outbox(large(last)));
            return Files.size(log) < last * LARGE_BYTES / 2;
          });
    }
  }

  @Test
  void killedCentralLeavesAllThatWasCommitted() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("copy")).resolve("ev.db");
    try (SqliteStore store = SqliteStore.open(file, NO_CHECKPOINTS)) {
      store.commit(scene());
      store.commit(batch(requested("S1", "D1", "MAD-01"), authorized("S1")));
      Files.copy(file, copy);
      Files.copy(folder.resolve("ev.db-wal"), copy.resolveSibling("ev.db-wal"));
    }

    try (SqliteStore store = SqliteStore.open(copy)) {
      assertThat(store.recovered().openSessions()).hasSize(1);
      assertThat(store.recovered().chargePoints()).hasSize(2);
    }
  }

  @Test
  void powerCutLeavesWholeTransactionsOnly() throws Exception {
    SqliteStore.open(file).close();
    Path base = Files.copy(file, folder.resolve("base"));
    Path log = folder.resolve("log");
    try (SqliteStore store = SqliteStore.open(file, NO_CHECKPOINTS)) {
      for (int i = 1; i <= 10; i++) {
        store.commit(step(i));
      }
      Files.copy(folder.resolve("ev.db-wal"), log);
    }

    long longest = -1;
    for (long length = 0; length <= Files.size(log); length += Files.size(log) / 23) {
      long steps = stepsThatSurvive(base, log, length);
      assertThat(steps).isGreaterThanOrEqualTo(longest);
      longest = steps;
    }
    assertThat(stepsThatSurvive(base, log, Files.size(log))).isEqualTo(10);
  }

  /** A driver, a message and a position: all of it or nothing. */
  private static Batch step(int number) {
    Event.Durable admitted = admitted("D" + number);
    return new Batch(
        List.of(admitted),
        List.of(row(number)),
        List.of(new InputPosition("ev.requests", 0, "id", number)),
        OptionalLong.empty());
  }

  private long stepsThatSurvive(Path base, Path log, long length) throws Exception {
    Path cut = Files.createTempDirectory(folder, "cut").resolve("ev.db");
    Files.copy(base, cut);
    try (FileChannel out =
        FileChannel.open(
            cut.resolveSibling("ev.db-wal"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(Files.readAllBytes(log), 0, (int) length));
    }
    try (SqliteStore store = SqliteStore.open(cut)) {
      Recovered recovered = store.recovered();
      long steps = recovered.lastOutboxRow();
      assertThat(recovered.positions())
          .extracting(InputPosition::nextOffset)
          .isEqualTo(steps == 0 ? List.of() : List.of(steps));
      assertThat(store.outboxAbove(0, 100)).hasSize((int) steps);
      assertThat(store.account(admitted("D" + Math.max(1, steps)).driver()).isPresent())
          .isEqualTo(steps > 0);
      assertThat(store.account(admitted("D" + (steps + 1)).driver())).isEmpty();
      return steps;
    }
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> SqliteStore.open(file).close())
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }
}
