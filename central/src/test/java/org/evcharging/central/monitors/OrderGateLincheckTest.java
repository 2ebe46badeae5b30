package org.evcharging.central.monitors;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.wire.Connection;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** That no order overtakes REGISTERED, and none is forgotten behind it, needs the lock. */
class OrderGateLincheckTest {
  @Test
  void eachOrderFollowsRegistered() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingAnOrderIsForgotten() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What the connection's own thread, and those that order, do with the gate. */
  public abstract static class Operations {
    private final Sent sent = new Sent();
    private final OrderGate gate;

    Operations(Locks locks) {
      gate = new OrderGate(sent, locks);
    }

    @Operation
    public void order(@Param(gen = IntGen.class, conf = "1:9") int number) {
      gate.order("STOP " + number);
    }

    @Operation(runOnce = true, nonParallelGroup = "connection")
    public void open() {
      gate.open("REGISTERED");
    }

    @Operation(nonParallelGroup = "connection")
    public List<String> sent() {
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
