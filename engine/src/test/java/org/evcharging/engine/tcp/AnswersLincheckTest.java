package org.evcharging.engine.tcp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.evcharging.engine.HandClock;
import org.evcharging.engine.core.Input;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.model.ChargePointId;
import org.evcharging.wire.Connection;
import org.evcharging.wire.EngineToMonitor;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That no answer is lost while the Engine is frozen, and none is given twice, needs the lock. */
@Tag("long")
class AnswersLincheckTest {
  @Test
  void eachAnswerIsGivenOnce() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingAnAnswerIsLost() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What the Monitor's connection and the clock do with the answers. */
  public abstract static class Operations {
    /** Plans nothing, as at the end of the program: the scenarios say when time has passed. */
    private static final ScheduledExecutorService ENDED = ended();

    private final Sent sent = new Sent();
    private final HandClock clock = new HandClock();
    private final Answers answers;
    private final Conversation monitor;

    Operations(Locks locks) {
      answers = new Answers(ENDED, clock, locks);
      monitor = new Conversation(sent, new Seat(new Unasked()), answers, clock, _ -> {});
      answers.freeze(1);
    }

    private static ScheduledExecutorService ended() {
      ScheduledExecutorService ended = new ScheduledThreadPoolExecutor(0);
      ended.shutdown();
      return ended;
    }

    @Operation
    public void give(@Param(gen = IntGen.class, conf = "1:9") int number) {
      answers.give(monitor, new EngineToMonitor.Done("c" + number));
    }

    @Operation(nonParallelGroup = "clock")
    public void thaw() {
      answers.freeze(0);
    }

    @Operation(nonParallelGroup = "clock")
    public List<String> drain() {
      answers.drain();
      return List.copyOf(sent.payloads);
    }
  }

  private static final class Sent implements Connection {
    private final List<String> payloads = new CopyOnWriteArrayList<>();

    @Override
    public boolean send(String payload) {
      return payloads.add(payload);
    }

    @Override
    public String peer() {
      return "monitor:1";
    }

    @Override
    public void close() {}
  }

  /** Only what is answered matters. */
  private static final class Unasked implements WatchedEngine {
    @Override
    public Optional<String> become(ChargePointId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<ChargePointId> ready() {
      throw new UnsupportedOperationException();
    }

    @Override
    public EngineToMonitor health() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void take(Input input) {
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
