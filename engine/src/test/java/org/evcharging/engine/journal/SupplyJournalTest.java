package org.evcharging.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.engine.core.Remembered;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Energy;
import org.evcharging.model.Health;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupplyJournalTest {
  private static final SessionId SESSION = new SessionId("s1");
  private static final JournalEntry HELD =
      new JournalEntry.Held(new ChargePointId("MAD-01"), SESSION, new DriverId("D1"));

  @TempDir private Path folder;
  private Path path;
  private final List<Health> said = new CopyOnWriteArrayList<>();

  @BeforeEach
  void name() {
    path = folder.resolve("supply.journal");
  }

  @Test
  void whatIsDoneIsInTheFileAlsoIfNobodyClosesIt() throws Exception {
    try (SupplyJournal journal = started()) {
      journal.append(HELD).get();
      journal.append(reading(7)).get();

      try (JournalFile crashed = JournalFile.open(copyOf(path))) {
        assertThat(crashed.found().sole())
            .isEqualTo(Remembered.NOTHING.after(HELD).after(reading(7)))
            .isEqualTo(journal.remembered());
      }
    }
  }

  @Test
  void closeWritesWhatWaits() throws IOException {
    try (SupplyJournal journal = started()) {
      CompletableFuture<Void> _ = journal.append(HELD);
      CompletableFuture<Void> _ = journal.append(reading(7));
    }
    try (SupplyJournal again = SupplyJournal.open(path, 1)) {
      assertThat(again.remembered()).isEqualTo(Remembered.NOTHING.after(HELD).after(reading(7)));
    }
  }

  @Test
  void theLongestChargeDoesNotMakeItGrowWithoutEnd() throws Exception {
    try (SupplyJournal journal = started()) {
      CompletableFuture<Void> last = journal.append(HELD);
      for (int wh = 1; wh <= 30_000; wh++) {
        last = journal.append(reading(wh));
      }
      last.get();

      assertThat(Files.size(path)).isLessThanOrEqualTo(SupplyJournal.SIZE_LIMIT);
      try (JournalFile crashed = JournalFile.open(copyOf(path))) {
        assertThat(crashed.found().sole()).isEqualTo(journal.remembered());
      }
    }
  }

  @Test
  void aFullDiskIsSaidOnceAndNothingIsLostWhenThereIsRoomAgain() throws Exception {
    Path obstacle = fullDisk();
    try (SupplyJournal journal = started()) {
      CompletableFuture<Void> held = journal.append(HELD);
      await().until(() -> said.size() == 1);
      CompletableFuture<Void> read = journal.append(reading(7));
      assertThat(said.getFirst())
          .isInstanceOfSatisfying(
              Health.Ko.class,
              ko ->
                  assertThat(ko.reason())
                      .isEqualTo(
                          "the journal " + path + " cannot be written (No space left on device)"));
      assertThat(held).isNotDone();

      Files.delete(obstacle);

      await().atMost(Duration.ofSeconds(10)).until(read::isDone);
      assertThat(held).isDone();
      assertThat(said).last().isEqualTo(new Health.Ok());
      assertThat(said).hasSize(2);
    }
    try (SupplyJournal again = SupplyJournal.open(path, 1)) {
      assertThat(again.remembered()).isEqualTo(Remembered.NOTHING.after(HELD).after(reading(7)));
    }
  }

  @Test
  void onADiskThatStaysFullItEndsAllTheSame() throws Exception {
    fullDisk();
    SupplyJournal journal = started();
    CompletableFuture<Void> held = journal.append(HELD);
    await().until(() -> said.size() == 1);

    long closeNanos = System.nanoTime();
    journal.close();

    assertThat(System.nanoTime() - closeNanos).isLessThan(Duration.ofSeconds(2).toNanos());
    assertThat(held).isNotDone();
  }

  /** A file that takes nothing, and a name that keeps a fresh one from being made. */
  private Path fullDisk() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Files.createSymbolicLink(path, full);
    return Files.createDirectory(folder.resolve("supply.journal.new"));
  }

  private SupplyJournal started() throws IOException {
    SupplyJournal journal = SupplyJournal.open(path, 1);
    journal.start(said::add);
    return journal;
  }

  private Path copyOf(Path file) throws IOException {
    Path copy = folder.resolve("copy");
    Files.deleteIfExists(copy);
    return Files.copy(file, copy);
  }

  private static JournalEntry reading(long wh) {
    return new JournalEntry.Reading(SESSION, new Energy(wh));
  }
}
