package org.evcharging.central;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.evcharging.central.core.ChargePoint;
import org.evcharging.central.core.ChargePoint.MonitorLink;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.Recovered.StoredChargePoint;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;

/** From what the disk knows to what Central goes on with. */
final class Restart {
  private Restart() {}

  /** All charge points disconnected, all open sessions going on, all deadlines anew. */
  static NetworkState networkFrom(Recovered disk, NetworkPolicy policy, long nowNanos) {
    NetworkState state =
        new NetworkState(
            policy,
            new NetworkState.Totals(
                disk.totals().endedSessions(), disk.totals().soldWh(), disk.totals().soldCents()));
    disk.chargePoints().forEach(stored -> state.restore(chargePointFrom(stored)));
    disk.openSessions().forEach(session -> state.restore(session, nowNanos));
    disk.unsettled().forEach(state::restore);
    disk.holds().forEach(hold -> state.restore(hold, nowNanos));
    return state;
  }

  private static ChargePoint chargePointFrom(StoredChargePoint stored) {
    return new ChargePoint(
        stored.id(),
        stored.secret(),
        stored.place(),
        stored.tariff(),
        stored.powerW(),
        stored.holdOffs(),
        new MonitorLink.Gone(),
        Optional.empty());
  }

  /**
   * The records that broke an earlier run and are not behind us yet; when all are, their list is
   * thrown away.
   */
  static Set<SetAside.Culprit> culprits(Recovered disk, SetAside setAside) throws StoreFailure {
    Set<SetAside.Culprit> all = setAside.read();
    Set<SetAside.Culprit> ahead =
        all.stream().filter(culprit -> isAhead(disk, culprit)).collect(Collectors.toSet());
    if (ahead.isEmpty() && !all.isEmpty()) {
      setAside.clear();
    }
    return ahead;
  }

  private static boolean isAhead(Recovered disk, SetAside.Culprit culprit) {
    return disk.positions().stream()
        .filter(position -> position.topic().equals(culprit.topic()))
        .filter(position -> position.partition() == culprit.partition())
        .filter(position -> position.topicId().equals(culprit.topicId()))
        .max(Comparator.comparingLong(position -> position.nextOffset()))
        .map(position -> position.nextOffset() <= culprit.offset())
        .orElse(true);
  }
}
