package org.evcharging.launcher.fleet;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.evcharging.engine.core.EngineState;
import org.evcharging.model.DenialReason;
import org.evcharging.model.Health;

/**
 * How a fleet is at a moment, as its own programs see it; each charge point counts once, where it
 * fits first.
 *
 * @param disconnected whose Monitor is not registered with Central
 * @param faulted whose Engine is not well
 * @param charging whose Engine supplies
 * @param idle all others
 * @param tickets since the start, as all that follow
 */
record FleetReport(
    int disconnected,
    int faulted,
    int charging,
    int idle,
    long tickets,
    long energyWh,
    long expired,
    Map<DenialReason, Long> denied) {
  private enum Condition {
    DISCONNECTED,
    FAULTED,
    CHARGING,
    IDLE
  }

  /** Looks at all of them. */
  static FleetReport of(List<ChargePointInFleet> chargePoints, Outcomes outcomes) {
    Map<Condition, Long> counts =
        chargePoints.stream()
            .collect(Collectors.groupingBy(FleetReport::condition, Collectors.counting()));
    return new FleetReport(
        count(counts, Condition.DISCONNECTED),
        count(counts, Condition.FAULTED),
        count(counts, Condition.CHARGING),
        count(counts, Condition.IDLE),
        outcomes.tickets(),
        outcomes.energyWh(),
        outcomes.expired(),
        outcomes.denied());
  }

  /** For people. */
  String line() {
    String refusals =
        denied.entrySet().stream()
            .map(one -> ", %,d × %s".formatted(one.getValue(), one.getKey()))
            .collect(Collectors.joining());
    return "%,d charging, %,d idle, %,d faulted, %,d without Central; %,d tickets, %s kWh%s%s"
        .formatted(
            charging,
            idle,
            faulted,
            disconnected,
            tickets,
            BigDecimal.valueOf(energyWh, 3).toPlainString(),
            expired > 0 ? ", %,d expired".formatted(expired) : "",
            refusals.isEmpty() ? "" : "; denied" + refusals.substring(1));
  }

  private static Condition condition(ChargePointInFleet one) {
    EngineState engine = one.engine().state();
    if (!one.connected()) {
      return Condition.DISCONNECTED;
    }
    if (engine.conditions().health() instanceof Health.Ko) {
      return Condition.FAULTED;
    }
    return engine.supply().isPresent() ? Condition.CHARGING : Condition.IDLE;
  }

  private static int count(Map<Condition, Long> counts, Condition condition) {
    return counts.getOrDefault(condition, 0L).intValue();
  }
}
