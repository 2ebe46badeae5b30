package org.evcharging.monitor.core;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Faults planned beforehand.
 *
 * @param steps in the order of their times; those of the same time in the order they were given in
 */
public record Script(List<Step> steps) {
  /** Nothing planned. */
  public static final Script NONE = new Script(List.of());

  /**
   * One of them.
   *
   * @param at since the Monitor's start
   */
  public record Step(Duration at, Injection injection) {}

  public Script {
    steps = steps.stream().sorted(Comparator.comparing(Step::at)).toList();
  }
}
