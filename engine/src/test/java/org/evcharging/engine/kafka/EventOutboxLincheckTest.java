package org.evcharging.engine.kafka;

import org.evcharging.engine.HandClock;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That no event is lost on its way to Kafka, needs the lock. */
@Tag("long")
class EventOutboxLincheckTest {
  @Test
  void everyEventWaits() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingAnEventIsLost() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What an Engine's threads put into the outbox while Kafka is away. */
  public abstract static class Operations {
    private final EventOutbox outbox;

    Operations(Locks locks) {
      outbox = new EventOutbox(new HeldSink(), new HandClock(), locks);
    }

    @Operation
    public void confirm() {
      outbox.add(
          new EngineEvent.Confirmed(
              new Origin(new ChargePointId("MAD-01"), new SessionId("s1"), 7, 1)));
    }

    @Operation
    public boolean request() {
      return outbox.add(new StartCharging(new RequestId("r1"), "D1", "MAD-01"));
    }

    @Operation
    public int size() {
      return outbox.size();
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
