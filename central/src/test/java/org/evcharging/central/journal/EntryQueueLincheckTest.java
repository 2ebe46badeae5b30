package org.evcharging.central.journal;

import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * That no entry is lost on its way to the disk, and none has the number of another, needs the lock.
 */
class EntryQueueLincheckTest {
  @Test
  void everyEntryIsTakenOnce() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingAnEntryIsLost() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What threads of Central do with the queue. */
  public abstract static class Operations {
    private static final Entry ENTRY = JournalScene.of();

    private final EntryQueue queue;

    Operations(Locks locks) {
      queue = new EntryQueue(Runnable::run, locks);
    }

    @Operation
    public long append() {
      return queue.append(ENTRY);
    }

    @Operation(nonParallelGroup = "journal")
    public int take() {
      return queue.take().size();
    }

    @Operation(nonParallelGroup = "journal")
    public void commit() {
      queue.committed(1);
    }

    @Operation
    public boolean isFirstCommitted() {
      return queue.whenCommitted(1).isDone();
    }
  }

  public static final class Locked extends Operations {
    public Locked() {
      super(Locks.REAL);
    }
  }

  public static final class Unlocked extends Operations {
    public Unlocked() {
      super(Locks.NONE);
    }
  }
}
