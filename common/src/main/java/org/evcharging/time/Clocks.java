package org.evcharging.time;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The two clocks of a process: the wall clock, which people read and which may jump, and the
 * monotonic one, on which everything is timed. Thread-safe.
 */
public interface Clocks extends InstantSource {
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
}
