package org.evcharging.simulation.plan;

import java.util.EnumMap;
import java.util.Map;

/** Counts what happened in a run. Not thread-safe. */
public final class Tally {
  private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);

  public void fault(FaultKind kind) {
    faults.merge(kind, 1L, Long::sum);
  }

  public Map<FaultKind, Long> faults() {
    return faults;
  }
}
