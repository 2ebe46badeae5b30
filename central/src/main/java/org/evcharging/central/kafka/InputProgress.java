package org.evcharging.central.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.evcharging.lock.Locks;
import org.evcharging.message.Topic;

/**
 * How far all input topics are read, from how far each is: caught up when every one is, out of
 * contact when any one is. Thread-safe.
 *
 * <p>Its lock closes this race: one reader loses contact while the other reports that it has caught
 * up, and the network is told "caught up" last. The listeners are therefore called under it; they
 * may take the network's locks, and nothing that holds those comes here.
 */
final class InputProgress {
  /** How far one topic is read. */
  enum Reading {
    /** Not yet to the ends that were seen last. */
    BEHIND,
    CAUGHT_UP,
    /** Kafka does not answer. */
    LOST
  }

  private final Listener network;
  private final Consumer<String> words;
  private final String bootstrap;
  private final ReentrantLock lock;
  private final Condition changed;

  @GuardedBy("lock")
  private final Map<Topic, Reading> readings = new EnumMap<>(Topic.class);

  @GuardedBy("lock")
  private boolean caughtUp;

  @GuardedBy("lock")
  private boolean lost;

  /** Told when the whole changes. */
  interface Listener {
    void inputsCaughtUp(boolean caughtUp);
  }

  /**
   * @param words takes one line when contact is lost, one when it is regained
   */
  InputProgress(Set<Topic> topics, String bootstrap, Listener network, Consumer<String> words) {
    this(topics, bootstrap, network, words, Locks.REAL);
  }

  InputProgress(
      Set<Topic> topics, String bootstrap, Listener network, Consumer<String> words, Locks locks) {
    this.network = network;
    this.words = words;
    this.bootstrap = bootstrap;
    this.lock = locks.leaf();
    this.changed = lock.newCondition();
    topics.forEach(topic -> readings.put(topic, Reading.BEHIND));
  }

  void set(Topic topic, Reading reading) {
    lock.lock();
    try {
      if (readings.put(topic, reading) != reading) {
        tellChanges();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What was read is no longer all: a topic that had caught up has not. */
  void lookAgain(Topic topic) {
    lock.lock();
    try {
      if (readings.replace(topic, Reading.CAUGHT_UP, Reading.BEHIND)) {
        tellChanges();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all topics are read to the ends that were seen last; false if that takes longer.
   */
  boolean awaitCaughtUp(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long leftNanos = patience.toNanos();
      while (!caughtUp && leftNanos > 0) {
        leftNanos = changed.awaitNanos(leftNanos);
      }
      return caughtUp;
    } finally {
      lock.unlock();
    }
  }

  boolean connected() {
    lock.lock();
    try {
      return !lost;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void tellChanges() {
    boolean caughtUpNow = readings.values().stream().allMatch(Reading.CAUGHT_UP::equals);
    boolean lostNow = readings.containsValue(Reading.LOST);
    if (caughtUpNow != caughtUp) {
      caughtUp = caughtUpNow;
      changed.signalAll();
      network.inputsCaughtUp(caughtUpNow);
    }
    if (lostNow != lost) {
      lost = lostNow;
      words.accept(
          lostNow
              ? "Kafka at " + bootstrap + " cannot be reached; waiting for it"
              : "Kafka at " + bootstrap + " is back");
    }
  }
}
