package org.evcharging.simulation.plan;

import java.util.EnumMap;
import java.util.Map;

/** Counts what happened in a run. Not thread-safe. */
public final class Tally {
  private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
  private long total;

  public void fault(FaultKind kind) {
    faults.merge(kind, 1L, Long::sum);
    total++;
  }

  public Map<FaultKind, Long> faults() {
    return faults;
  }

  /** All faults together. */
  public long total() {
    return total;
  }
}
