package org.evcharging.launcher.lab;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.JournalOptions;
import org.evcharging.central.state.Accounts;
import org.evcharging.central.state.ChargingNetwork;
import org.evcharging.central.state.Sites;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.lock.Locks;
import org.evcharging.time.Clocks;

/**
 * Central's accounts and network over its journal and a real database, as they are in production:
 * only their surroundings (Kafka, Monitors, operators) are not there.
 */
final class SmallCentral implements AutoCloseable {
  private static final long PATIENCE_S = 30;

  private final SqliteStore store;
  private final Journal journal;
  private final Accounts accounts;
  private final ChargingNetwork network;

  /**
   * What an experiment brings along.
   *
   * @param accountLocks for drivers' accounts
   * @param accountClock asked by each order when it has read the account
   * @param networkLocks for the network
   */
  record Seams(Locks accountLocks, Supplier<Moment> accountClock, Locks networkLocks) {}

  /**
   * Opens a new database.
   *
   * @param past what has happened before
   * @param state the network after it
   */
  SmallCentral(Path folder, List<Event.Durable> past, NetworkState state, Seams seams)
      throws StoreFailure {
    Path database = folder.resolve("ev.db");
    store = SqliteStore.open(database);
    store.commit(new Batch(past, List.of(), List.of(), OptionalLong.empty()));
    journal =
        new Journal(
            store, Clocks.system(), JournalOptions.DEFAULT, SetAside.beside(database), _ -> {});
    accounts = new Accounts(store, journal, seams.accountClock(), seams.accountLocks(), List.of());
    network =
        new ChargingNetwork(
            state,
            accounts,
            new Sites(journal, SmallCentral::now, Locks.REAL, List.of()),
            journal,
            SmallCentral::now,
            seams.networkLocks(),
            store.recovered().epoch(),
            Set.of());
    journal.start();
  }

  /** As Central tells the time: in whole milliseconds. */
  static Moment now() {
    return new Moment(Instant.now().truncatedTo(ChronoUnit.MILLIS), System.nanoTime());
  }

  Accounts accounts() {
    return accounts;
  }

  ChargingNetwork network() {
    return network;
  }

  /** What the database says of a request. */
  Optional<KnownRequest> request(RequestKey key) throws StoreFailure {
    return store.request(key);
  }

  /**
   * Waits until all that was decided is on the disk.
   *
   * @return the database's reason if it never will be; empty if it is
   */
  Optional<String> refusalOfTheDisk() throws InterruptedException {
    try {
      journal.whenCommitted(journal.appended()).get(PATIENCE_S, TimeUnit.SECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(String.valueOf(rootOf(e).getMessage()));
    } catch (TimeoutException e) {
      return Optional.of("nothing is on the disk after " + PATIENCE_S + " s");
    }
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  @Override
  public void close() {
    journal.close();
    store.close();
  }
}
