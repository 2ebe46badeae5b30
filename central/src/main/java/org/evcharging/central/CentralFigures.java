package org.evcharging.central;

import java.util.List;
import java.util.function.LongSupplier;
import org.evcharging.central.core.Outcomes;
import org.evcharging.central.http.Figures;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.JournalCounters;
import org.evcharging.central.monitors.MonitorConnections;
import org.evcharging.central.state.ChargingNetwork;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.lock.LockReport;

/** What Central's parts count, gathered for {@code /metrics}. */
record CentralFigures(
    ChargingNetwork network,
    Journal journal,
    SqliteStore store,
    MonitorConnections connections,
    LongSupplier backlog)
    implements Figures {

  @Override
  public Outcomes outcomes() {
    return network.outcomes();
  }

  @Override
  public JournalCounters journalCounters() {
    return journal.counters();
  }

  @Override
  public List<LockReport> locks() {
    return List.of(network.lock().report(), journal.lockReport(), store.lockReport());
  }

  @Override
  public long outboxBacklog() {
    return backlog.getAsLong();
  }

  @Override
  public long connectedMonitors() {
    return connections.size();
  }
}
