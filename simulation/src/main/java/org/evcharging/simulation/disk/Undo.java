package org.evcharging.simulation.disk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** How to take back what a transaction has done so far. Not thread-safe. */
final class Undo {
  private final Deque<Runnable> steps = new ArrayDeque<>();

  /** Whether nothing was done. */
  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Puts a row into a table. */
  <K, V> void put(Map<K, V> table, K key, V row) {
    V before = table.put(key, row);
    with(() -> {
      if (before == null) {
        table.remove(key);
      } else {
        table.put(key, before);
      }
    });
  }

  /** Notes how to take back something else. */
  void with(Runnable step) {
    steps.push(step);
  }

  /** Takes all of it back, the last first. */
  void all() {
    while (!steps.isEmpty()) {
      steps.pop().run();
    }
  }

  /** It is done for good. */
  void forget() {
    steps.clear();
  }
}
