package org.evcharging.central.state;

import java.time.Instant;
import java.util.List;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That each message is on the board, needs the lock. */
@Tag("long")
class MessageBoardLincheckTest {
  @Test
  void eachMessageIsOnTheBoard() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingAMessageIsLost() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What threads of Central do with the board. */
  public abstract static class Operations {
    private final MessageBoard board;

    Operations(Locks locks) {
      board = new MessageBoard(locks);
    }

    @Operation
    public void post(@Param(gen = IntGen.class, conf = "1:9") int number) {
      board.post(new Message(Instant.EPOCH, Level.INFO, "message " + number));
    }

    @Operation
    public List<Message> messages() {
      return board.messages();
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
