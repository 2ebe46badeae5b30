package org.evcharging.central.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.AccountRules;
import org.evcharging.central.core.Decision;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.core.Movement;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That of two withdrawals none is lost, and the same order is done once, needs the lock. */
@Tag("long")
class AccountsLincheckTest {
  @Test
  void eachOrderIsDoneOnceOnTheWholeBalance() {
    Interleavings.allMakeSense(Locked.class, AccountRules.class.getName());
  }

  @Test
  void withALockThatDoesNothingAWithdrawalIsLost() {
    Interleavings.someMakesNone(Unlocked.class, AccountRules.class.getName());
  }

  /** What the money desk's threads do with one driver's account. */
  public abstract static class Operations {
    private static final DriverId DRIVER = new DriverId("D1");
    private static final Moment NOW = new Moment(Instant.EPOCH, 0);

    private final Accounts accounts;

    Operations(Locks locks) {
      accounts =
          new Accounts(
              MemoryScene.STORE,
              MemoryScene.journal(),
              () -> NOW,
              locks,
              List.of(new Account(DRIVER, new Money(500_00), Map.of())));
    }

    @Operation
    public Decision.Reply withdraw(@Param(gen = IntGen.class, conf = "1:3") int order)
        throws StoreFailure, InterruptedException {
      return accounts
          .order(
              new MoneyOrder(
                  DRIVER,
                  Movement.WITHDRAWAL,
                  new Money(200_00),
                  new OperationId("w" + order),
                  "desk@test"))
          .reply();
    }

    @Operation
    public long balanceCents() throws StoreFailure {
      return accounts.balance(DRIVER).account().orElseThrow().balance().cents();
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
