package org.evcharging.benchmarks.money;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Movement;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;

/** A new database of Central's, with accounts in it that have something to begin with. */
public final class OpenedAccounts {
  /** More than any run takes out. */
  public static final Money OPENING_BALANCE = new Money(1_000_000_00);

  private static final OperationId OPENING = new OperationId("opening");

  /** Accounts in one transaction: few enough for the heap. */
  private static final int AT_ONCE = 10_000;

  private OpenedAccounts() {}

  /**
   * Makes it, with Central's own schema.
   *
   * @param database a file that is not there yet
   */
  public static void make(Path database, int accounts) throws StoreFailure {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (SqliteStore store = SqliteStore.open(database)) {
      for (int first = 0; first < accounts; first += AT_ONCE) {
        List<Event.Durable> events = new ArrayList<>();
        for (int account = first; account < Math.min(first + AT_ONCE, accounts); account++) {
          events.add(new Event.DriverAdmitted(driver(account), now));
          events.add(opening(driver(account), now));
        }
        store.commit(new Batch(events, List.of(), List.of(), OptionalLong.empty()));
      }
    }
  }

  /** Whose an account is. */
  public static DriverId driver(int account) {
    return new DriverId("D" + account);
  }

  private static Event.MoneyMoved opening(DriverId driver, Instant now) {
    return new Event.MoneyMoved(
        driver,
        Movement.TOP_UP,
        OPENING_BALANCE,
        Optional.empty(),
        Optional.of(OPENING),
        OPENING_BALANCE,
        now);
  }
}
