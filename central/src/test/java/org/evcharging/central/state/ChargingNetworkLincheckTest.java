package org.evcharging.central.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.AccountRules;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Health;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That of many who ask for one charge point one gets it, needs the lock. */
@Tag("long")
class ChargingNetworkLincheckTest {
  private static final String[] ONE_STEP_EACH = {
    AccountRules.class.getName(), NetworkState.class.getName()
  };

  @Test
  void oneOfManyGetsTheChargePoint() {
    Interleavings.allMakeSense(Locked.class, ONE_STEP_EACH);
  }

  @Test
  void withALockThatDoesNothingTwoGetIt() {
    Interleavings.someMakesNone(Unlocked.class, ONE_STEP_EACH);
  }

  /** What threads of Central do with a network of one charge point. */
  public abstract static class Operations {
    private static final ChargePointId POINT = new ChargePointId("MAD-01");
    private static final Moment NOW = new Moment(Instant.EPOCH, 0);

    private final Journal journal = MemoryScene.journal();
    private final ChargingNetwork network;

    Operations(Locks locks) throws InterruptedException {
      Accounts accounts =
          new Accounts(
              MemoryScene.STORE,
              journal,
              () -> NOW,
              Locks.REAL,
              List.of(account("D1"), account("D2")));
      network =
          new ChargingNetwork(
              new NetworkState(
                  new NetworkPolicy(Optional.empty()), new NetworkState.Totals(0, 0, 0)),
              accounts,
              new Sites(journal, () -> NOW, Locks.REAL, List.of()),
              journal,
              () -> NOW,
              locks,
              1,
              Set.of());
      network.submit(
          new Input.MonitorRegisters(
              1,
              POINT,
              "secret",
              new Place("Madrid", "Gran Vía 1"),
              Tariff.ofEuros("0.25"),
              22_000,
              "salt",
              "c1"));
      network.submit(new Input.LifeSign(POINT, 1, new Health.Ok(), Optional.empty()));
    }

    private static Account account(String driver) {
      return new Account(new DriverId(driver), new Money(100_00), Map.of());
    }

    @Operation
    public void ask(@Param(gen = IntGen.class, conf = "1:2") int driver)
        throws InterruptedException {
      network.submit(
          new Input.StartRequested(
              new StartCharging(new RequestId("r" + driver), "D" + driver, POINT.value()),
              Instant.EPOCH,
              Input.OnDisk.NOTHING,
              new SessionId("S" + driver)));
    }

    @Validate
    public void oneSessionAtMost() throws StoreFailure {
      long sessions =
          journal.write().stream()
              .flatMap(committed -> committed.entries().stream())
              .flatMap(entry -> entry.events().stream())
              .filter(Event.SessionRequested.class::isInstance)
              .count();
      if (sessions > 1) {
        throw new AssertionError(sessions + " sessions for one charge point");
      }
    }
  }

  public static final class Locked extends Operations {
    public Locked() throws InterruptedException {
      super(Locks.REAL);
    }
  }

  public static final class Unlocked extends Operations {
    public Unlocked() throws InterruptedException {
      super(Locks.NONE);
    }
  }
}
