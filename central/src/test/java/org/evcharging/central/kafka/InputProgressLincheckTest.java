package org.evcharging.central.kafka;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.evcharging.central.kafka.InputProgress.Reading;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.message.Topic;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the network is last told what is true, needs the lock. */
@Tag("long")
class InputProgressLincheckTest {
  @Test
  void theNetworkIsToldWhetherAllIsRead() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingItIsToldWrongly() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What the threads that read the inputs say of them. */
  public abstract static class Operations {
    private final AtomicBoolean told = new AtomicBoolean();
    private final InputProgress progress;

    Operations(Locks locks) {
      progress =
          new InputProgress(
              Set.of(Topic.REQUESTS, Topic.EVENTS), "kafka:9092", told::set, _ -> {}, locks);
    }

    @Operation(nonParallelGroup = "requests")
    public void readRequests(@Param(gen = BooleanGen.class) boolean toTheEnd) {
      progress.set(Topic.REQUESTS, toTheEnd ? Reading.CAUGHT_UP : Reading.LOST);
    }

    @Operation(nonParallelGroup = "events")
    public void readEvents(@Param(gen = BooleanGen.class) boolean toTheEnd) {
      progress.set(Topic.EVENTS, toTheEnd ? Reading.CAUGHT_UP : Reading.LOST);
    }

    @Operation
    public boolean isToldCaughtUp() {
      return told.get();
    }

    @Operation
    public boolean isConnected() {
      return progress.connected();
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
