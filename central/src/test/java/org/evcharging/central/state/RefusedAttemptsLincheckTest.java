package org.evcharging.central.state;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Input;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That a window has five rows and no more, needs the lock. */
@Tag("long")
class RefusedAttemptsLincheckTest {
  @Test
  void aWindowHasFiveRowsAtMost() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingItHasMore() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What threads that serve strangers do; one row is still free. */
  public abstract static class Operations {
    private final CountedInputs rows = new CountedInputs();
    private final RefusedAttempts attempts;

    Operations(Locks locks) {
      attempts = new RefusedAttempts(rows, () -> true, () -> 0, locks);
      for (int i = 1; i < RefusedAttempts.ROWS_A_WINDOW; i++) {
        report();
      }
    }

    @Operation
    public void report() {
      attempts.report("nobody@test", "no token");
    }

    @Validate
    public void hasFiveRowsAtMost() {
      if (rows.count.get() > RefusedAttempts.ROWS_A_WINDOW) {
        throw new AssertionError(rows.count + " rows in a window");
      }
    }
  }

  private static final class CountedInputs implements NetworkInputs {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Receipt submit(Input input) {
      count.incrementAndGet();
      return new Receipt(new Reply.None(), CompletableFuture.completedFuture(null));
    }

    @Override
    public void submit(Input input, InputRecord from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void putAside(InputRecord unreadable, String reason) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void inputsCaughtUp(boolean caughtUp) {
      throw new UnsupportedOperationException();
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
