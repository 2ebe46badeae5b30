package org.evcharging.lock;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a lock, or several of a kind together, have cost since the program started, and who has them
 * now.
 *
 * @param locks how many it tells of
 * @param waiters threads that wait at this moment
 * @param holder empty if nobody holds it, or for several
 */
public record LockReport(
    String name, LockRank rank, long locks, int waiters, Optional<Holder> holder, Figures figures) {

  /**
   * Who has it at this moment.
   *
   * @param thread its name
   * @param reason what for
   * @param about whom or what it concerns
   */
  public record Holder(String thread, String reason, String about, long heldNanos) {}

  /**
   * What it has cost.
   *
   * @param acquisitions times taken
   * @param longestWaitNanos the longest that a thread waited for it
   * @param totalWaitNanos all waiting together
   * @param longestHoldNanos the longest that a thread held it
   * @param totalHoldNanos all holding together
   * @param longestHoldAt where the longest hold ended: {@code ChargingNetwork.submit:103}
   */
  public record Figures(
      long acquisitions,
      long longestWaitNanos,
      long totalWaitNanos,
      long longestHoldNanos,
      long totalHoldNanos,
      Optional<String> longestHoldAt) {

    /** Of a lock that was never taken. */
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, Optional.empty());

    /** Both together. */
    public Figures plus(Figures other) {
      return new Figures(
          acquisitions + other.acquisitions,
          Math.max(longestWaitNanos, other.longestWaitNanos),
          totalWaitNanos + other.totalWaitNanos,
          Math.max(longestHoldNanos, other.longestHoldNanos),
          totalHoldNanos + other.totalHoldNanos,
          longestHoldNanos >= other.longestHoldNanos ? longestHoldAt : other.longestHoldAt);
    }
  }

  /** Longest waited for first. */
  public static final Comparator<LockReport> MOST_WAITED_FOR_FIRST =
      Comparator.comparingLong((LockReport it) -> it.figures().totalWaitNanos()).reversed();

  /**
   * Many locks of a rank as one.
   *
   * @param gone what those cost that are no more
   */
  public static LockReport ofAll(String name, LockRank rank, List<LockReport> locks, Figures gone) {
    Figures sum = gone;
    int waiters = 0;
    for (LockReport lock : locks) {
      sum = sum.plus(lock.figures());
      waiters += lock.waiters();
    }
    return new LockReport(name, rank, locks.size(), waiters, Optional.empty(), sum);
  }
}
