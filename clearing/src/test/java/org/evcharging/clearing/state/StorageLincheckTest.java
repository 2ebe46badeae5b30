package org.evcharging.clearing.state;

import static org.evcharging.clearing.state.ClearingScene.A;
import static org.evcharging.clearing.state.ClearingScene.B;
import static org.evcharging.clearing.state.ClearingScene.NOVEMBER;
import static org.evcharging.clearing.state.ClearingScene.START;
import static org.evcharging.clearing.state.ClearingScene.batch;
import static org.evcharging.clearing.state.ClearingScene.cdr;

import java.util.List;
import org.evcharging.clearing.core.BatchAnswer;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.store.MemoryTables;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.model.SecretHash;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * That a batch sent over two connections is stored once, in its order and with all of its claims,
 * and that one secret is the first, needs the lock.
 */
@Tag("long")
class StorageLincheckTest {
  @Test
  void eachBatchIsStoredOnce() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingABatchIsStoredTwice() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What two connections of one member do who begin at once. */
  public abstract static class Operations {
    private static final int CENTS = 100;

    private final MemoryTables tables = new MemoryTables();
    private final Storage storage;

    Operations(Locks locks) throws StorageFailure {
      storage = new Storage(tables, locks);
      boolean _ = storage.open(NOVEMBER, ClearingScene.members(), START);
    }

    @Operation
    public BatchAnswer store(@Param(gen = IntGen.class, conf = "1:2") int number)
        throws StorageFailure {
      return storage.store(batch(A, number, cdr("c-" + number, A, B, CENTS)));
    }

    @Operation
    public Storage.Admission admit(@Param(gen = IntGen.class, conf = "1:2") int secret)
        throws StorageFailure {
      String text = "secret " + secret;
      return storage.admit(NOVEMBER, A, text, SecretHash.of("salt", text));
    }

    @Validate
    public void whatIsStoredIsClaimed() throws StorageFailure {
      long stored = ClearingScene.batches(storage, A);
      List<Claim> expected =
          stored == 0 ? List.of() : List.of(new Claim(A, B, stored * CENTS, stored));
      if (!tables.claims(NOVEMBER).equals(expected)) {
        throw new AssertionError(stored + " stored, claimed " + tables.claims(NOVEMBER));
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
