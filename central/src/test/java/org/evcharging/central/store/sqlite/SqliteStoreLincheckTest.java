package org.evcharging.central.store.sqlite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.lock.Locks;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That two transactions are not mixed, needs the lock. SQLite is not Java, so threads cannot be
 * switched in it at will: they run freely, and often.
 */
@Tag("long") // Lincheck prepares every class that is loaded before threads may run freely: 20 s.
class SqliteStoreLincheckTest {
  private static final int RUNS_WITH_LOCK = 20;
  private static final int MOST_RUNS_WITHOUT = 500;

  @TempDir Path folder;

  @Test
  void eachTransactionIsCommittedAlone() throws StoreFailure {
    check(Locks.REAL, RUNS_WITH_LOCK);
  }

  @Test
  void withALockThatDoesNothingTransactionsAreMixed() {
    assertThatThrownBy(() -> check(Locks.NONE, MOST_RUNS_WITHOUT))
        .isInstanceOf(LincheckAssertionError.class);
  }

  private void check(Locks locks, int runs) throws StoreFailure {
    try (SqliteStore store =
        SqliteStore.open(folder.resolve("ev.db"), Checkpoints.INTERVAL, locks)) {
      Operations.store = store;
      new StressOptions()
          .threads(2)
          .actorsBefore(0)
          .actorsPerThread(2)
          .actorsAfter(1)
          .iterations(2)
          .invocationsPerIteration(runs)
          .minimizeFailedScenario(false)
          .check(Operations.class);
    }
  }

  /** What threads would do with the store; a transaction with a position always succeeds. */
  public static final class Operations {
    /** One for all runs, as opening a database takes longer than all of them. */
    private static SqliteStore store;

    @Operation
    public void commit(@Param(gen = IntGen.class, conf = "0:1") int partition) throws StoreFailure {
      store.commit(
          new Batch(
              List.of(),
              List.of(),
              List.of(new InputPosition("ev.events", partition, "id", 1)),
              OptionalLong.empty()));
    }
  }
}
