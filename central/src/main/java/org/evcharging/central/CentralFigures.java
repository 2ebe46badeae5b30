package org.evcharging.central;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.evcharging.central.core.Outcomes;
import org.evcharging.central.desk.DeskFigures;
import org.evcharging.central.http.Figures;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.JournalCounters;
import org.evcharging.central.monitors.MonitorConnections;
import org.evcharging.central.state.Accounts;
import org.evcharging.central.state.ChargingNetwork;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.store.Archive;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.lock.LockReport;

/** What Central's parts count, gathered for who asks. */
record CentralFigures(
    ChargingNetwork network,
    Accounts accounts,
    Journal journal,
    SqliteStore store,
    MonitorConnections connections,
    LongSupplier backlog)
    implements Figures, DeskFigures {

  @Override
  public Map<String, Long> stats() throws StoreFailure {
    NetworkSnapshot now = network.snapshot();
    Archive.Counts counts = store.counts();
    Map<String, Long> stats = new LinkedHashMap<>();
    stats.put("monitors", connectedMonitors());
    stats.put("drivers", counts.drivers());
    stats.put(
        "sessions", now.chargePoints().stream().filter(it -> it.session().isPresent()).count());
    stats.put("transactions", counts.movements());
    return stats;
  }

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
    return List.of(
        network.lock().report(), accounts.lockReport(), journal.lockReport(), store.lockReport());
  }

  @Override
  public List<LockReport> mostWaitedForAccounts() {
    return accounts.mostWaitedFor();
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
