package org.evcharging.simulation;

import java.util.Map;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.verifier.ClearingOutcome;

/** What came of one run. */
public sealed interface Result {
  long seed();

  Figures figures();

  /** Every promise was kept. */
  record Kept(long seed, Figures figures) implements Result {}

  /**
   * One was broken.
   *
   * @param promise which, the same words for every seed that breaks it
   * @param values what was seen instead
   */
  record Broken(long seed, String promise, String values, Figures figures) implements Result {}

  /**
   * What happened in a run.
   *
   * @param virtualMs how long it took in virtual time
   * @param happened how many steps it took
   */
  record Figures(
      long virtualMs,
      long happened,
      Map<FaultKind, Long> faults,
      Map<DenialReason, Long> denials,
      Map<EndReason, Long> ends,
      long authorized,
      long expired,
      Map<ClearingOutcome, Long> clearing) {}
}
