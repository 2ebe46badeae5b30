package org.evcharging.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.verifier.ClearingOutcome;

/** Adds up what happened in many runs. Thread-safe. */
public final class Totals {
  private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
  private final Map<DenialReason, Long> denials = new EnumMap<>(DenialReason.class);
  private final Map<EndReason, Long> ends = new EnumMap<>(EndReason.class);
  private final Map<ClearingOutcome, Long> clearing = new EnumMap<>(ClearingOutcome.class);
  private long runs;
  private long authorized;
  private long expired;

  public synchronized void add(Result result) {
    Result.Figures figures = result.figures();
    runs++;
    authorized += figures.authorized();
    expired += figures.expired();
    figures.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
    figures.denials().forEach((reason, count) -> denials.merge(reason, count, Long::sum));
    figures.ends().forEach((reason, count) -> ends.merge(reason, count, Long::sum));
    figures.clearing().forEach((outcome, count) -> clearing.merge(outcome, count, Long::sum));
  }

  /** Faults a run, on average. */
  public synchronized double faultsPerRun() {
    return runs == 0 ? 0 : (double) sum(faults) / runs;
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The kinds of faults and the reasons that never occurred, and could have. */
  public synchronized List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      addIfZero(missing, kind.name(), faults.getOrDefault(kind, 0L));
    }
    for (DenialReason reason : DenialReason.values()) {
      addIfZero(missing, "DENIED " + reason, denials.getOrDefault(reason, 0L));
    }
    for (EndReason reason : EndReason.values()) {
      addIfZero(missing, "ENDED " + reason, ends.getOrDefault(reason, 0L));
    }
    for (ClearingOutcome outcome : ClearingOutcome.values()) {
      addIfZero(missing, "CLEARING " + outcome, clearing.getOrDefault(outcome, 0L));
    }
    addIfZero(missing, "AUTHORIZED", authorized);
    addIfZero(missing, "EXPIRED", expired);
    return missing;
  }

  private static void addIfZero(List<String> missing, String name, long count) {
    if (count == 0) {
      missing.add(name);
    }
  }

  /** How often each kind of fault and each outcome occurred, as lines for people. */
  public synchronized List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("faults, " + sum(faults) + " in all, " + rounded(faultsPerRun()) + " a seed");
    for (FaultKind kind : FaultKind.values()) {
      lines.add(line(kind.name(), faults.getOrDefault(kind, 0L)));
    }
    lines.add("outcomes");
    lines.add(line("AUTHORIZED", authorized));
    lines.add(line("EXPIRED", expired));
    for (DenialReason reason : DenialReason.values()) {
      lines.add(line("DENIED " + reason, denials.getOrDefault(reason, 0L)));
    }
    for (EndReason reason : EndReason.values()) {
      lines.add(line("ENDED " + reason, ends.getOrDefault(reason, 0L)));
    }
    for (ClearingOutcome outcome : ClearingOutcome.values()) {
      lines.add(line("CLEARING " + outcome, clearing.getOrDefault(outcome, 0L)));
    }
    return lines;
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String line(String name, long count) {
    return String.format(Locale.ROOT, "  %-34s %,12d", name, count);
  }
}
