package org.evcharging.central.kafka;

import java.util.HashSet;
import java.util.Set;

/**
 * A bounded set that forgets what was not asked for in a while: two generations, of which the older
 * is dropped when the younger is full. Not thread-safe.
 */
final class RecentlySeen<T> {
  private final int generationSize;
  private Set<T> younger = new HashSet<>();
  private Set<T> older = Set.of();

  /**
   * @param capacity the most it ever holds
   */
  RecentlySeen(int capacity) {
    this.generationSize = Math.max(1, capacity / 2);
  }

  boolean contains(T value) {
    if (younger.contains(value)) {
      return true;
    }
    boolean seen = older.contains(value);
    if (seen) {
      add(value);
    }
    return seen;
  }

  void add(T value) {
    if (younger.size() >= generationSize && !younger.contains(value)) {
      older = younger;
      younger = new HashSet<>();
    }
    younger.add(value);
  }
}
