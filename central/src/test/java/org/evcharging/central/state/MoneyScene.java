package org.evcharging.central.state;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.core.TokenHash;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.JournalOptions;
import org.evcharging.central.store.Archive;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.lock.Locks;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.evcharging.time.Clocks;

/** Accounts as Central has them: with a journal and a real database, and no network around them. */
public final class MoneyScene implements AutoCloseable {
  public static final DriverId D1 = new DriverId("D1");
  private static final long PATIENCE_S = 30;

  private final SqliteStore store;
  private final Journal journal;
  private final Accounts accounts;
  private final ChargingNetwork network;

  private MoneyScene(Path folder, Locks locks, Runnable betweenLookAndChange) throws StoreFailure {
    Path database = folder.resolve("ev.db");
    store = SqliteStore.open(database);
    journal =
        new Journal(
            store, Clocks.system(), JournalOptions.DEFAULT, SetAside.beside(database), _ -> {});
    accounts =
        new Accounts(
            store,
            journal,
            () -> {
              betweenLookAndChange.run();
              return now();
            },
            locks,
            store.recovered().heldAccounts());
    network =
        new ChargingNetwork(
            new NetworkState(new NetworkPolicy(Optional.empty()), new NetworkState.Totals(0, 0, 0)),
            accounts,
            new Sites(journal, MoneyScene::now, locks, List.of()),
            journal,
            MoneyScene::now,
            locks,
            store.recovered().epoch(),
            Set.of());
    journal.start();
  }

  public static MoneyScene open(Path folder, Locks locks) throws StoreFailure {
    return new MoneyScene(folder, locks, () -> {});
  }

  /** With something that is done while an order is decided, to make races likely. */
  static MoneyScene open(Path folder, Locks locks, Runnable betweenLookAndChange)
      throws StoreFailure {
    return new MoneyScene(folder, locks, betweenLookAndChange);
  }

  private static Moment now() {
    return new Moment(Instant.now().truncatedTo(ChronoUnit.MILLIS), System.nanoTime());
  }

  /** The driver's token is this from now on. */
  public MoneyScene givesToken(DriverId driver, String token) throws Exception {
    network
        .submit(new Input.DriverGetsToken(driver, TokenHash.of(token), "operator@test"))
        .committed()
        .get();
    return this;
  }

  public Archive archive() {
    return store;
  }

  public Accounts accounts() {
    return accounts;
  }

  public MoneyScene adds(DriverId driver, long cents) throws Exception {
    begins(driver, cents).committed().get(PATIENCE_S, TimeUnit.SECONDS);
    return this;
  }

  /** Adds a driver, and does not wait until that is on the disk. */
  Receipt begins(DriverId driver, long cents) throws Exception {
    return network.submit(new Input.DriverAdded(driver, new Money(cents), "operator@test"));
  }

  /** Has an order decided, and waits until that is on the disk. */
  MoneyAnswer order(DriverId driver, Movement movement, long cents, String id) throws Exception {
    Receipt receipt =
        accounts.order(
            new MoneyOrder(driver, movement, new Money(cents), new OperationId(id), "desk@test"));
    receipt.committed().get(PATIENCE_S, TimeUnit.SECONDS);
    return ((Reply.MoneyOrdered) receipt.reply()).answer();
  }

  /** What a driver has, in cents, once it is on the disk. */
  public long balance(DriverId driver) throws Exception {
    Accounts.Balance balance = accounts.balance(driver);
    balance.committed().get(PATIENCE_S, TimeUnit.SECONDS);
    return balance.account().orElseThrow().balance().cents();
  }

  /** What the disk says of it. */
  long balanceOnDisk(DriverId driver) throws StoreFailure {
    return store.account(driver).orElseThrow().balance().cents();
  }

  @Override
  public void close() {
    journal.close();
    store.close();
  }
}
