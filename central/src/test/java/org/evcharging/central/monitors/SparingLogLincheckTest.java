package org.evcharging.central.monitors;

import java.util.concurrent.atomic.AtomicInteger;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That a window has five lines and no more, needs the lock. */
@Tag("long")
class SparingLogLincheckTest {
  @Test
  void aWindowHasFiveLinesAtMost() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingItHasMore() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What threads that meet bad peers do with the log; one line is still free. */
  public abstract static class Operations {
    private final AtomicInteger lines = new AtomicInteger();
    private final SparingLog log;

    Operations(Locks locks) {
      log = new SparingLog(_ -> lines.incrementAndGet(), () -> 0, locks);
      for (int i = 1; i < SparingLog.LINES_A_WINDOW; i++) {
        log.report("bad");
      }
    }

    @Operation
    public void report() {
      log.report("bad");
    }

    @Validate
    public void hasFiveLinesAtMost() {
      if (lines.get() > SparingLog.LINES_A_WINDOW) {
        throw new AssertionError(lines + " lines in a window");
      }
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
