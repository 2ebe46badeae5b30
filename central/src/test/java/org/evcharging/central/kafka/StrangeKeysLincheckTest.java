package org.evcharging.central.kafka;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.kafka.TailRecord;
import org.evcharging.lock.Locks;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the strange keys are told once, and all of them, needs the lock. */
@Tag("long")
class StrangeKeysLincheckTest {
  @Test
  void allAreToldOnce() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingTheyAreToldTwice() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What the tail's thread and the feed's do; the keys are of charge points nobody knows. */
  public abstract static class Operations {
    private final StateBoard board = new StateBoard(0);
    private final StrangeKeys keys;

    Operations(Locks locks) {
      KafkaAccess kafka =
          new KafkaAccess(
              "kafka:9092",
              KafkaClients.overTheNetwork(),
              (_, _) -> new NoTail(),
              () -> {
                throw new UnsupportedOperationException();
              });
      keys = new StrangeKeys(kafka, locks);
      read(0, false);
    }

    @Operation(nonParallelGroup = "tail")
    public void read(
        @Param(gen = IntGen.class, conf = "1:2") int number,
        @Param(gen = BooleanGen.class) boolean removed) {
      keys.read(
          new TailRecord(
              0,
              0,
              0,
              "CP-" + number,
              removed ? Optional.empty() : Optional.of(new byte[0]),
              new RecordHeaders()));
    }

    @Operation(nonParallelGroup = "tail")
    public void caughtUp() {
      keys.caughtUp();
    }

    @Operation
    public List<String> found() {
      return keys.found(board);
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
