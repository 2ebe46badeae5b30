package org.evcharging.central.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.evcharging.model.DriverId;
import org.evcharging.model.OperationId;

/** A store that knows an outbox and requests, and keeps nothing else. */
public final class MemoryStore implements Store {
  final Map<RequestKey, KnownRequest> requests = new HashMap<>();
  final List<RequestKey> askedFor = new ArrayList<>();
  private final List<OutboxRow> outbox = new ArrayList<>();

  synchronized void write(List<OutboxRow> rows) {
    outbox.addAll(rows);
  }

  @Override
  public Recovered recovered() {
    return new Recovered(
        "database",
        1,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        0,
        new Recovered.SessionTotals(0, 0, 0));
  }

  @Override
  public void commit(Batch batch) {
    // Who wrote it knows it.
  }

  @Override
  public Optional<KnownRequest> request(RequestKey key) {
    askedFor.add(key);
    return Optional.ofNullable(requests.get(key));
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
