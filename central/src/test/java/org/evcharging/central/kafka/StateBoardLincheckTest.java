package org.evcharging.central.kafka;

import java.util.List;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That every change is told, and none after a newer one, needs the lock. */
@Tag("long")
class StateBoardLincheckTest {
  @Test
  void everyChangeIsTold() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingAChangeIsLost() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What the journal's thread and the feed's do with the board. */
  public abstract static class Operations {
    private final StateBoard board;

    Operations(Locks locks) {
      board = new StateBoard(0, locks);
    }

    @Operation
    public void put(
        @Param(gen = IntGen.class, conf = "1:2") int number,
        @Param(gen = BooleanGen.class) boolean faulted) {
      board.put(List.of(state(number, faulted)));
    }

    @Operation
    public List<ChargePointState> due() {
      return board.due(10, 0);
    }

    @Operation
    public void failed(
        @Param(gen = IntGen.class, conf = "1:2") int number,
        @Param(gen = BooleanGen.class) boolean faulted) {
      board.failed(state(number, faulted));
    }

    private static ChargePointState state(int number, boolean faulted) {
      return new ChargePointState(
          new ChargePointId("CP-" + number),
          new Place("Madrid", "Gran Vía 1"),
          faulted ? ChargePointStatus.FAULTED : ChargePointStatus.AVAILABLE,
          Tariff.ofEuros("0.25"),
          22_000,
          1);
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
