package org.evcharging.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds a shorter plan that breaks the same promise (delta debugging, after Zeller and Hildebrandt,
 * "Simplifying and Isolating Failure-Inducing Input", 2002): leaves out ever smaller parts, as long
 * as it still breaks. What is left is short, not always the shortest.
 */
final class Shrinker {
  private final Predicate<Set<Integer>> breaks;
  private int triesLeft;

  /**
   * @param breaks runs with these items of the plan only, and tells whether it still breaks
   * @param tries how many runs at most
   */
  Shrinker(Predicate<Set<Integer>> breaks, int tries) {
    this.breaks = breaks;
    this.triesLeft = tries;
  }

  Set<Integer> shrink(Set<Integer> all) {
    List<Integer> kept = new ArrayList<>(all);
    int parts = 2;
    while (kept.size() > 1 && triesLeft > 0) {
      List<Integer> shorter = withoutOnePart(kept, Math.min(parts, kept.size()));
      if (shorter.size() < kept.size()) {
        kept = shorter;
        parts = Math.max(2, parts - 1);
      } else if (parts >= kept.size()) {
        break;
      } else {
        parts = Math.min(2 * parts, kept.size());
      }
    }
    return new TreeSet<>(kept);
  }

  /** The list without one of its parts, if it breaks without it; else the list. */
  private List<Integer> withoutOnePart(List<Integer> kept, int parts) {
    int from = 0;
    for (int part = 0; part < parts && triesLeft > 0; part++) {
      int to = (int) ((long) kept.size() * (part + 1) / parts);
      List<Integer> rest = new ArrayList<>(kept.subList(0, from));
      rest.addAll(kept.subList(to, kept.size()));
      triesLeft--;
      if (!rest.isEmpty() && breaks.test(Set.copyOf(rest))) {
        return rest;
      }
      from = to;
    }
    return kept;
  }
}
