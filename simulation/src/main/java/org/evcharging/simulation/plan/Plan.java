package org.evcharging.simulation.plan;

import java.util.List;
import java.util.Set;

/** What is done when, in the order of the times. */
public record Plan(List<Item> items) {

  /**
   * One thing.
   *
   * @param number its place in the whole plan, from 0, by which a shortened one names it
   */
  public record Item(int number, long atMs, Action action) {
    @Override
    public String toString() {
      return "#" + number + " at " + atMs + " ms: " + action;
    }
  }

  /** The same with these items only. */
  public Plan only(Set<Integer> numbers) {
    return new Plan(items.stream().filter(item -> numbers.contains(item.number())).toList());
  }
}
