package org.evcharging.launcher.central;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.core.Site;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.Store;
import org.evcharging.model.DriverId;
import org.evcharging.model.OperationId;

/** A store that keeps outbox rows and positions. */
final class MemoryStore implements Store {
  private final List<OutboxRow> outbox = new ArrayList<>();
  private final List<InputPosition> positions = new ArrayList<>();

  synchronized void write(List<OutboxRow> rows) {
    outbox.addAll(rows);
  }

  @Override
  public synchronized Recovered recovered() {
    return new Recovered(
        "memory",
        1,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.copyOf(positions),
        0,
        new Recovered.SessionTotals(0, 0, 0));
  }

  @Override
  public synchronized void commit(Batch batch) {
    positions.addAll(batch.positions());
    outbox.addAll(batch.outbox());
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
  public synchronized List<OutboxRow> outboxAbove(long row, int limit) {
    return outbox.stream().filter(each -> each.row() > row).limit(limit).toList();
  }

  @Override
  public void close() {}
}
