package org.evcharging.central.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.lock.Locks;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.model.ChargePointId;

/**
 * The newest state of each charge point, and which of them everybody has yet to hear. Thread-safe.
 *
 * <p>Its lock closes this race: a state fails to be sent just when a newer one is put; the older
 * must not be sent after it.
 */
final class StateBoard {
  /** All states are told again in this time (spec §7). */
  private static final long ROUND_NANOS = Duration.ofMinutes(1).toNanos();

  private final ReentrantLock lock;
  private final Condition changed;

  @GuardedBy("lock")
  private final Map<ChargePointId, ChargePointState> newest = new HashMap<>();

  @GuardedBy("lock")
  private final List<ChargePointId> round = new ArrayList<>();

  @GuardedBy("lock")
  private final Set<ChargePointId> untold = new LinkedHashSet<>();

  @GuardedBy("lock")
  private int nextInRound;

  /** Nanoseconds times charge points: a round's worth of it pays for one repetition. */
  @GuardedBy("lock")
  private long credit;

  @GuardedBy("lock")
  private long lastNanos;

  StateBoard(long nowNanos) {
    this(nowNanos, Locks.REAL);
  }

  StateBoard(long nowNanos, Locks locks) {
    this.lastNanos = nowNanos;
    this.lock = locks.leaf();
    this.changed = lock.newCondition();
  }

  void put(Collection<ChargePointState> states) {
    lock.lock();
    try {
      for (ChargePointState state : states) {
        if (newest.put(state.chargePointId(), state) == null) {
          round.add(state.chargePointId());
        }
        untold.add(state.chargePointId());
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean knows(ChargePointId chargePoint) {
    lock.lock();
    try {
      return newest.containsKey(chargePoint);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is to be told, or so long. */
  void await(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (untold.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * States to be sent now, so many at most: first those that changed, then some that are due to be
   * told again. They count as told unless {@link #failed} says otherwise.
   */
  List<ChargePointState> due(int limit, long nowNanos) {
    lock.lock();
    try {
      List<ChargePointState> due = new ArrayList<>();
      for (Iterator<ChargePointId> each = untold.iterator();
          each.hasNext() && due.size() < limit; ) {
        addTo(due, each.next());
        each.remove();
      }
      credit += (nowNanos - lastNanos) * round.size();
      lastNanos = nowNanos;
      // After a pause one round is enough.
      credit = Math.min(credit, ROUND_NANOS * round.size());
      while (credit >= ROUND_NANOS && due.size() < limit) {
        credit -= ROUND_NANOS;
        addTo(due, round.get(nextInRound));
        nextInRound = (nextInRound + 1) % round.size();
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void addTo(List<ChargePointState> due, ChargePointId chargePoint) {
    ChargePointState state = newest.get(chargePoint);
    if (state != null) {
      due.add(state);
    }
  }

  /** This state did not arrive; unless there is a newer one, it is due again. */
  void failed(ChargePointState state) {
    lock.lock();
    try {
      if (state.equals(newest.get(state.chargePointId()))) {
        untold.add(state.chargePointId());
      }
    } finally {
      lock.unlock();
    }
  }
}
