package org.evcharging.simulation.planted;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.core.Site;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.model.DriverId;
import org.evcharging.model.OperationId;

/** Says that a batch is on the disk, and writes it before the next. */
final class LateCommits implements Store {
  private final Store store;
  private Optional<Batch> late = Optional.empty();

  LateCommits(Store store) {
    this.store = store;
  }

  @Override
  public void commit(Batch batch) throws StoreFailure {
    if (late.isPresent()) {
      store.commit(late.get());
    }
    late = Optional.of(batch);
  }

  @Override
  public Recovered recovered() {
    return store.recovered();
  }

  @Override
  public Optional<KnownRequest> request(RequestKey key) throws StoreFailure {
    return store.request(key);
  }

  @Override
  public Optional<Account> account(DriverId driver) throws StoreFailure {
    return store.account(driver);
  }

  @Override
  public Optional<KnownOrder> order(DriverId driver, OperationId id) throws StoreFailure {
    return store.order(driver, id);
  }

  @Override
  public List<Site> sites(Instant now) throws StoreFailure {
    return store.sites(now);
  }

  @Override
  public List<OutboxRow> outboxAbove(long row, int limit) throws StoreFailure {
    return store.outboxAbove(row, limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
