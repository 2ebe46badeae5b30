package org.evcharging.central.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
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

/** A disk that a test holds up, lets go on, and breaks. */
final class ScriptedStore implements Store {
  static final long EPOCH = 7;
  static final long LAST_ROW = 1_000;

  final List<Batch> batches = new CopyOnWriteArrayList<>();
  final AtomicInteger commitsBegun = new AtomicInteger();
  private final Semaphore mayCommit = new Semaphore(Integer.MAX_VALUE / 2);
  private volatile Optional<StoreFailure> failure = Optional.empty();
  private volatile Predicate<Batch> failsOn = _ -> true;

  void holdUp() {
    mayCommit.drainPermits();
  }

  void goOn() {
    mayCommit.release(Integer.MAX_VALUE / 4);
  }

  void failWith(StoreFailure next) {
    failWith(next, _ -> true);
  }

  void failWith(StoreFailure next, Predicate<Batch> where) {
    failsOn = where;
    failure = Optional.of(next);
  }

  @Override
  public void commit(Batch batch) throws StoreFailure {
    commitsBegun.incrementAndGet();
    mayCommit.acquireUninterruptibly();
    if (failure.isPresent() && failsOn.test(batch)) {
      throw failure.get();
    }
    batches.add(batch);
  }

  @Override
  public Recovered recovered() {
    return new Recovered(
        "database",
        EPOCH,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        LAST_ROW,
        new Recovered.SessionTotals(0, 0, 0));
  }

  @Override
  public Optional<KnownRequest> request(RequestKey key) {
    return Optional.empty();
  }

  @Override
  public Optional<Account> account(DriverId driver) {
    return Optional.empty();
  }

  @Override
  public Optional<KnownOrder> order(DriverId driver, OperationId id) {
    return Optional.empty();
  }

  @Override
  public List<Site> sites(Instant now) {
    return List.of();
  }

  @Override
  public List<OutboxRow> outboxAbove(long row, int limit) {
    return List.of();
  }

  @Override
  public void close() {}
}
