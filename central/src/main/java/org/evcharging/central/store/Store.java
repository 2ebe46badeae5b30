package org.evcharging.central.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.core.Site;
import org.evcharging.model.DriverId;
import org.evcharging.model.OperationId;

/** What survives. Opening it takes the database for this Central alone. */
public interface Store extends AutoCloseable {

  /** What was known when the store was opened. */
  Recovered recovered();

  /**
   * Writes all of it or nothing, and returns when it is on the disk. One thread at a time.
   *
   * @throws StoreFailure if it is not, or may not be, on the disk: Central must stop
   */
  void commit(Batch batch) throws StoreFailure;

  /** A request of the last seven days, as far as it is committed. Thread-safe. */
  Optional<KnownRequest> request(RequestKey key) throws StoreFailure;

  /**
   * A driver's account as far as it is committed; empty if the driver was never admitted.
   * Thread-safe.
   */
  Optional<Account> account(DriverId driver) throws StoreFailure;

  /** An order to move a driver's money, as far as it is committed. Thread-safe. */
  Optional<KnownOrder> order(DriverId driver, OperationId id) throws StoreFailure;

  /** Sites that have ever offered a window, with those that are not over at a time. Thread-safe. */
  List<Site> sites(Instant now) throws StoreFailure;

  /** Committed outbox rows above one, ascending, at most so many. Thread-safe. */
  List<OutboxRow> outboxAbove(long row, int limit) throws StoreFailure;

  @Override
  void close();
}
