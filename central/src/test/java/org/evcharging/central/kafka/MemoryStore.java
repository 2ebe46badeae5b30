package org.evcharging.central.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.Store;
import org.evcharging.model.DriverId;

/** A store that knows an outbox, drivers and requests, and nothing else. */
final class MemoryStore implements Store {
  final Map<RequestKey, KnownRequest> requests = new HashMap<>();
  final Set<DriverId> drivers = new HashSet<>();
  final List<DriverId> askedFor = new ArrayList<>();
  private final List<OutboxRow> outbox = new ArrayList<>();

  synchronized void write(List<OutboxRow> rows) {
    outbox.addAll(rows);
  }

  @Override
  public Recovered recovered() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void commit(Batch batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<KnownRequest> request(RequestKey key) {
    return Optional.ofNullable(requests.get(key));
  }

  @Override
  public boolean knowsDriver(DriverId driver) {
    askedFor.add(driver);
    return drivers.contains(driver);
  }

  @Override
  public synchronized List<OutboxRow> outboxAbove(long row, int limit) {
    return outbox.stream().filter(each -> each.row() > row).limit(limit).toList();
  }

  @Override
  public void close() {}
}
