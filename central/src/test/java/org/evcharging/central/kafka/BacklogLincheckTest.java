package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.List;
import org.evcharging.central.kafka.Backlog.Next;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * That each committed row is sent once and in order, whether it waited in memory or on the disk,
 * needs the lock.
 */
class BacklogLincheckTest {
  @Test
  void eachRowIsTakenOnceAndInOrder() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingARowIsLost() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What the journal's thread and the publisher's do with the backlog. */
  public abstract static class Operations {
    private static final int CAPACITY = 2;

    private final MemoryStore disk = new MemoryStore();
    private final Backlog backlog;

    /** The journal's thread's. */
    private int committed;

    Operations(Locks locks) {
      backlog = new Backlog(CAPACITY, locks);
    }

    @Operation(nonParallelGroup = "journal")
    public void commit() {
      committed++;
      List<OutboxRow> rows = Rows.rows(committed, committed);
      disk.write(rows);
      backlog.offer(rows, List.of());
    }

    @Operation(nonParallelGroup = "publisher")
    public List<Long> take() throws InterruptedException {
      return switch (backlog.take(Duration.ZERO)) {
        case Next.Send(Backlog.Portion portion) -> Rows.numbers(portion.rows());
        case Next.ReadAbove(long row) -> {
          List<OutboxRow> rows = disk.outboxAbove(row, 1);
          backlog.readFromDisk(rows, rows.isEmpty());
          yield Rows.numbers(rows);
        }
        case Next.Nothing() -> List.of();
      };
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
