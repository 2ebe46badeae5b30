package org.evcharging.engine.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.engine.core.Remembered;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That no entry is lost on its way to the disk, needs the lock. */
@Tag("long")
class SupplyJournalLincheckTest {
  private static final String[] ONE_STEP_EACH = {
    "org.evcharging.engine.core.", BatchWriter.class.getName(), JournalFile.class.getName()
  };

  @Test
  void everyEntryIsWritten() {
    Interleavings.allMakeSense(Locked.class, ONE_STEP_EACH);
  }

  @Test
  void withALockThatDoesNothingAnEntryIsLost() {
    Interleavings.someMakesNone(Unlocked.class, ONE_STEP_EACH);
  }

  /** What an Engine's threads and the journal's own do with it. */
  public abstract static class Operations {
    private static final SessionId SESSION = new SessionId("s1");

    private final MemoryMedium medium = new MemoryMedium();
    private final SupplyJournal journal;

    Operations(Locks locks) throws IOException {
      journal = SupplyJournal.open(medium, "journal", 1, locks);
      CompletableFuture<Void> _ =
          journal.append(
              new JournalEntry.Held(new ChargePointId("MAD-01"), SESSION, new DriverId("D1")));
    }

    @Operation
    public void read(@Param(gen = IntGen.class, conf = "1:9") int wh) {
      CompletableFuture<Void> _ = journal.append(new JournalEntry.Reading(SESSION, new Energy(wh)));
    }

    @Operation(nonParallelGroup = "journal")
    public void step() throws InterruptedException {
      journal.step(Duration.ZERO);
    }

    @Validate
    public void allIsOnTheDisk() throws IOException, InterruptedException {
      step();
      Remembered onDisk = SupplyJournal.open(medium, "journal", 1).remembered();
      if (!onDisk.equals(journal.remembered())) {
        throw new AssertionError(onDisk + " on the disk instead of " + journal.remembered());
      }
    }
  }

  public static final class Locked extends Operations {
    public Locked() throws IOException {
      super(Locks.REAL);
    }
  }

  public static final class Unlocked extends Operations {
    public Unlocked() throws IOException {
      super(Locks.NONE);
    }
  }
}
