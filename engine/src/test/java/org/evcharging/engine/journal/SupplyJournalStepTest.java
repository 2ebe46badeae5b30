package org.evcharging.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.engine.core.Remembered;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Energy;
import org.evcharging.model.Health;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.Test;

/** A journal without a thread, on a disk in memory. */
class SupplyJournalStepTest {
  private static final SessionId SESSION = new SessionId("s1");
  private static final JournalEntry HELD =
      new JournalEntry.Held(new ChargePointId("MAD-01"), SESSION, new DriverId("D1"));
  private static final JournalEntry READING = new JournalEntry.Reading(SESSION, new Energy(7));

  private final MemoryMedium disk = new MemoryMedium();
  private final List<Health> said = new ArrayList<>();
  private final SupplyJournal journal;

  SupplyJournalStepTest() throws IOException {
    this.journal = SupplyJournal.open(disk, "journal", 1);
    journal.watch(said::add);
  }

  @Test
  void oneStepWritesAllThatWaits() throws Exception {
    assertThat(journal.isIdle()).isTrue();
    CompletableFuture<Void> held = journal.append(HELD);
    CompletableFuture<Void> read = journal.append(READING);
    assertThat(journal.isIdle()).isFalse();
    assertThat(disk.bytes).isEmpty();

    assertThat(journal.step(Duration.ZERO)).isZero();

    assertThat(held).isDone();
    assertThat(read).isDone();
    assertThat(journal.isIdle()).isTrue();
    assertThat(disk.forced).isEqualTo(1);
    assertThat(afterARestart()).isEqualTo(Remembered.NOTHING.after(HELD).after(READING));
  }

  @Test
  void whileTheDiskIsFullAStepAsksForASecondAndWhenThereIsRoomTheSumIsWritten() throws Exception {
    disk.full = true;
    CompletableFuture<Void> held = journal.append(HELD);

    assertThat(journal.step(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    CompletableFuture<Void> read = journal.append(READING);
    assertThat(journal.step(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    assertThat(said).containsExactly(new Health.Ko("the journal journal cannot be written (full)"));
    assertThat(journal.isIdle()).isFalse();

    disk.full = false;
    assertThat(journal.step(Duration.ZERO)).isZero();
    assertThat(held).isDone();
    assertThat(read).isNotDone();
    assertThat(said).last().isEqualTo(new Health.Ok());
    assertThat(journal.step(Duration.ZERO)).isZero();
    assertThat(read).isDone();
    assertThat(afterARestart()).isEqualTo(Remembered.NOTHING.after(HELD).after(READING));
  }

  private Remembered afterARestart() throws IOException {
    try (SupplyJournal again = SupplyJournal.open(disk, "journal", 1)) {
      return again.remembered();
    }
  }
}
