package org.evcharging.clearing.state;

import static org.evcharging.clearing.state.ClearingScene.A;
import static org.evcharging.clearing.state.ClearingScene.B;
import static org.evcharging.clearing.state.ClearingScene.C;
import static org.evcharging.clearing.state.ClearingScene.NOVEMBER;
import static org.evcharging.clearing.state.ClearingScene.START;
import static org.evcharging.clearing.state.ClearingScene.batch;
import static org.evcharging.clearing.state.ClearingScene.cdr;

import java.util.List;
import org.evcharging.clearing.core.BatchAnswer;
import org.evcharging.clearing.store.ClearingTables;
import org.evcharging.clearing.store.MemoryTables;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.model.MemberId;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * That one member is the last, whose finishing nets the period, and that nobody hears of a result
 * before all of it is there, needs the lock.
 */
class CompletionLincheckTest {
  /** Under the storage's lock, which has a test of its own. */
  private static final String TABLES = MemoryTables.class.getName();

  @Test
  void theLastToFinishHasThePeriodNettedOnce() {
    Interleavings.allMakeSense(Locked.class, TABLES);
  }

  @Test
  void withALockThatDoesNothingNobodyIsTheLast() {
    Interleavings.someMakesNone(Unlocked.class, TABLES);
  }

  /**
   * What connections do at the end of a month that one of three members has finished; the storage
   * has its lock.
   */
  public abstract static class Operations {
    private static final List<MemberId> MEMBERS = List.of(A, B, C);

    private final MemoryTables tables = new MemoryTables();
    private final Storage storage = new Storage(tables, Locks.REAL);
    private final Completion completion;

    Operations(Locks locks) throws StorageFailure {
      completion = new Completion(storage, () -> START, locks);
      completion.open(NOVEMBER, ClearingScene.members());
      BatchAnswer _ = storage.store(batch(B, 1, cdr("1", B, A, 300), cdr("2", B, C, 200)));
      Completion.Answer _ = completion.finish(NOVEMBER, C, 0);
    }

    /** Says how many batches there were when it began. */
    @Operation
    public Completion.Answer finish(@Param(gen = IntGen.class, conf = "0:1") int member)
        throws StorageFailure {
      MemberId finished = MEMBERS.get(member);
      return completion.finish(NOVEMBER, finished, finished.equals(B) ? 1 : 0);
    }

    @Operation
    public Completion.Answer ask(@Param(gen = IntGen.class, conf = "0:2") int member)
        throws StorageFailure {
      return completion.ask(NOVEMBER, MEMBERS.get(member));
    }

    /** Over a connection that does not know what the member says over another. */
    @Operation
    public BatchAnswer upload() throws StorageFailure {
      return storage.store(batch(A, 1, cdr("1", A, C, 100)));
    }

    @Validate
    public void nettedIfAllHaveFinished() throws StorageFailure {
      ClearingTables.Period period = storage.periods().getFirst();
      boolean complete =
          period.members().values().stream().allMatch(ClearingTables.Participant::finished);
      if (complete != period.nettedAt().isPresent()
          || complete == tables.transfers(NOVEMBER).isEmpty()) {
        throw new AssertionError(period + " with " + tables.transfers(NOVEMBER));
      }
    }
  }

  public static final class Locked extends Operations {
    public Locked() throws StorageFailure {
      super(Locks.REAL);
    }
  }

  public static final class Unlocked extends Operations {
    public Unlocked() throws StorageFailure {
      super(Locks.NONE);
    }
  }
}
