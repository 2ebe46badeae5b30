package org.evcharging.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.lock.Locks;

/** Words met lately, for TAB; the oldest give way. Thread-safe. */
public final class RecentWords {
  private final int capacity;
  private final ReentrantLock lock;

  @GuardedBy("lock")
  private final LinkedHashSet<String> words = new LinkedHashSet<>();

  /**
   * @param capacity how many are remembered
   */
  public RecentWords(int capacity) {
    this(capacity, Locks.REAL);
  }

  RecentWords(int capacity, Locks locks) {
    this.capacity = capacity;
    this.lock = locks.leaf();
  }

  /** Remembers a word as the newest. */
  public void met(String word) {
    lock.lock();
    try {
      words.addLast(word);
      if (words.size() > capacity) {
        words.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** All it remembers, oldest first. */
  public List<String> list() {
    lock.lock();
    try {
      return List.copyOf(words);
    } finally {
      lock.unlock();
    }
  }
}
