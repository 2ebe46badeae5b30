package org.evcharging.central.state;

import java.time.Instant;
import java.util.List;
import org.evcharging.central.state.RequestBoard.RequestLine;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That each request has one line on the board, with its newest answer, needs the lock. */
@Tag("long")
class RequestBoardLincheckTest {
  @Test
  void eachRequestHasOneLine() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingALineIsLost() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What threads of Central do with the board. */
  public abstract static class Operations {
    private final RequestBoard board;

    Operations(Locks locks) {
      board = new RequestBoard(locks);
    }

    @Operation
    public void post(
        @Param(gen = IntGen.class, conf = "1:2") int request,
        @Param(gen = BooleanGen.class) boolean denied) {
      String answer = denied ? "DENIED" : "AUTHORIZED";
      board.post("r" + request, new RequestLine(Instant.EPOCH, "D1", "MAD-01", answer));
    }

    @Operation
    public List<RequestLine> lines() {
      return board.lines();
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
