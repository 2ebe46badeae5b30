package org.evcharging.central.monitors;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.journal.CommitListener;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.model.ChargePointId;

/**
 * The connections there are, and which of them speaks for which charge point. That is learnt from
 * the committed entries alone, in their order, so that an order always goes to the connection that
 * the network meant. Thread-safe.
 */
public final class MonitorConnections implements CommitListener {
  private final Map<Long, MonitorConnection> open = new ConcurrentHashMap<>();

  /** Written by the journal's thread; as long as there are charge points at most. */
  private final Map<ChargePointId, Long> speaking = new ConcurrentHashMap<>();

  /** Passes orders on to the Monitors. Never waits: connections queue what they are to send. */
  @Override
  public void committed(Committed committed) {
    for (Entry entry : committed.entries()) {
      entry.events().forEach(this::learn);
      entry.outbound().forEach(this::passOn);
    }
  }

  /** How many Monitors are connected, registered or not. */
  public int size() {
    return open.size();
  }

  void add(MonitorConnection connection) {
    open.put(connection.number(), connection);
  }

  void remove(MonitorConnection connection) {
    open.remove(connection.number());
  }

  /** Those there are now; others may come and go meanwhile. */
  Collection<MonitorConnection> all() {
    return open.values();
  }

  private void learn(Event event) {
    if (event instanceof Event.MonitorConnected(ChargePointId id, long link)) {
      speaking.put(id, link);
    }
  }

  private void passOn(Outbound outbound) {
    switch (outbound) {
      case Outbound.ToMonitor order ->
          Optional.ofNullable(speaking.get(order.chargePoint()))
              .flatMap(this::connection)
              .ifPresent(connection -> connection.order(order));
      case Outbound.CloseLink(long number) ->
          connection(number).ifPresent(MonitorConnection::retire);
      case Outbound.ToEngine _,
          Outbound.ToDriver _,
          Outbound.ToOperator _,
          Outbound.ProgressToDriver _ -> {}
    }
  }

  private Optional<MonitorConnection> connection(long number) {
    return Optional.ofNullable(open.get(number));
  }
}
