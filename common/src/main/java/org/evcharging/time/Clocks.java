package org.evcharging.time;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The two clocks of a process: the wall clock, which people read and which may jump, and the
 * monotonic one, on which everything is timed. Thread-safe.
 */
public interface Clocks extends InstantSource {
  /**
   * Further apart the two readings of a pair are not, but on a machine that never lets it be so.
   */
  long PAIR_NANOS = 1_000_000;

  /** Attempts at a pair. */
  int PAIR_ATTEMPTS = 5;

  /** What both clocks said at one moment. */
  record Pair(Instant instant, long nanos) {}

  /** The machine's. */
  static Clocks system() {
    return withWallClock(InstantSource.system());
  }

  /** The machine's monotonic clock beside a wall clock of one's own. */
  static Clocks withWallClock(InstantSource wall) {
    return new Clocks() {
      @Override
      public Instant instant() {
        return wall.instant();
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }
    };
  }

  /**
   * Nanoseconds since some moment of this process's, which may be negative and may overflow:
   * compare by difference.
   */
  long nanos();

  /**
   * Both clocks, within a millisecond of each other. On a busy machine a thread may have to wait
   * between two readings; a deadline that runs on one clock would then seem to come early by the
   * other.
   */
  default Pair pair() {
    long before = nanos();
    Pair pair = new Pair(instant(), nanos());
    for (int i = 1; i < PAIR_ATTEMPTS && pair.nanos() - before > PAIR_NANOS; i++) {
      before = nanos();
      pair = new Pair(instant(), nanos());
    }
    return pair;
  }
}
