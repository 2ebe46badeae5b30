package org.evcharging.benchmarks.money;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.evcharging.benchmarks.traffic.Trouble;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.JournalOptions;
import org.evcharging.central.state.Accounts;
import org.evcharging.central.state.Receipt;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.lock.Locks;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.evcharging.time.Clocks;

/** Central's accounts as its money desk uses them: locks, rules, ids, journal and database. */
final class CentralBooks implements Books {
  /** As long as the money desk's. */
  private static final String WHO = "desk@127.0.0.1";

  private static final long PATIENCE_S = 30;

  private final SqliteStore store;
  private final Journal journal;
  private final Accounts accounts;

  private CentralBooks(SqliteStore store, Path database, Trouble trouble) {
    this.store = store;
    journal =
        new Journal(
            store,
            Clocks.system(),
            JournalOptions.DEFAULT,
            SetAside.beside(database),
            trouble::happened);
    accounts =
        new Accounts(
            store, journal, CentralBooks::now, Locks.REAL, store.recovered().heldAccounts());
    journal.start();
  }

  static CentralBooks open(Path database, Trouble trouble) throws StoreFailure {
    return new CentralBooks(SqliteStore.open(database), database, trouble);
  }

  @Override
  public void move(Order order) throws Exception {
    Receipt receipt =
        accounts.order(
            new MoneyOrder(
                OpenedAccounts.driver(order.account()),
                order.movement(),
                new Money(order.cents()),
                new OperationId(order.id()),
                WHO));
    await(receipt.committed());
    if (!(receipt.reply() instanceof Reply.MoneyOrdered(MoneyAnswer.Moved _))) {
      throw new IllegalStateException(order + " came to " + receipt.reply());
    }
  }

  @Override
  public long balanceCents(int account) throws Exception {
    Accounts.Balance balance = accounts.balance(OpenedAccounts.driver(account));
    await(balance.committed());
    return balance.account().orElseThrow().balance().cents();
  }

  @Override
  public long lockTakings() {
    return Stream.of(accounts.lockReport(), journal.lockReport(), store.lockReport())
        .mapToLong(report -> report.figures().acquisitions())
        .sum();
  }

  private static void await(CompletableFuture<Void> committed) throws Exception {
    committed.get(PATIENCE_S, TimeUnit.SECONDS);
  }

  private static Moment now() {
    return new Moment(Instant.now().truncatedTo(ChronoUnit.MILLIS), System.nanoTime());
  }

  @Override
  public void close() {
    journal.close();
    store.close();
  }
}
