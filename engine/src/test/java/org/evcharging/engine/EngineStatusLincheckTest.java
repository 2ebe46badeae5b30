package org.evcharging.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.evcharging.engine.core.EngineCore;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.engine.core.EngineState;
import org.evcharging.engine.core.Input;
import org.evcharging.engine.journal.MemoryMedium;
import org.evcharging.engine.journal.SupplyJournal;
import org.evcharging.engine.kafka.EventOutbox;
import org.evcharging.engine.kafka.HeldSink;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.message.EngineCommand;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That a supply ends once, whoever ends it, needs the lock. */
@Tag("long")
class EngineStatusLincheckTest {
  /** The journal's disk has a test of its own. */
  private static final String[] ONE_STEP_EACH = {
    "org.evcharging.engine.core.",
    "org.evcharging.engine.journal.BatchWriter",
    "org.evcharging.engine.journal.JournalFile"
  };

  @Test
  void aSupplyEndsOnce() {
    Interleavings.allMakeSense(Locked.class, ONE_STEP_EACH);
  }

  @Test
  void withALockThatDoesNothingItEndsTwice() {
    Interleavings.someMakesNone(Unlocked.class, ONE_STEP_EACH);
  }

  /** What prompt, Kafka and Monitor tell an Engine that charges. */
  public abstract static class Operations {
    private static final ChargePointId POINT = new ChargePointId("MAD-01");
    private static final SessionId SESSION = new SessionId("s1");

    /** Takes no ticks, as at the end of the program: time stands still. */
    private static final ScheduledExecutorService ENDED = ended();

    private final EventOutbox outbox = new EventOutbox(new HeldSink(), Clocks.system());
    private final EngineStatus status;

    Operations(Locks locks) throws IOException {
      status =
          new EngineStatus(
              new EngineCore(new EngineRules(22_000, 3_600, Optional.empty(), 7)),
              EngineState.atStart(1, 0),
              outbox,
              SupplyJournal.open(new MemoryMedium(), "journal", 1),
              _ -> {},
              ENDED,
              () -> 0,
              locks);
      status.apply(new Input.MonitorCame());
      status.apply(
          new Input.Command(
              new EngineCommand.Authorize(
                  POINT, SESSION, new DriverId("D1"), OptionalLong.empty())));
      status.apply(new Input.Command(new EngineCommand.Granted(POINT, SESSION)));
      status.apply(new Input.Plug());
    }

    private static ScheduledExecutorService ended() {
      ScheduledExecutorService ended = new ScheduledThreadPoolExecutor(0);
      ended.shutdown();
      return ended;
    }

    @Operation
    public Optional<String> unplug() {
      return status.apply(new Input.Unplug());
    }

    @Operation
    public Optional<String> stop() {
      return status.apply(new Input.OperatorStop());
    }

    @Operation
    public int events() {
      return outbox.size();
    }
  }

  public static final class Locked extends Operations {
    public Locked() throws IOException {
      super(Locks.REAL);
    }
  }

  public static final class Unlocked extends Operations {
    public Unlocked() throws IOException {
      super(Locks.NONE);
    }
  }
}
