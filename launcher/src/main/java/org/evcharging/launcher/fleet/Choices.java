package org.evcharging.launcher.fleet;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What is left to chance at one charge point. All of it follows from the fleet's seed and the
 * charge point's index: the same two give the same choices in the same order, whatever else
 * happens, and drivers and faults do not take choices from each other. Not thread-safe, but what is
 * about faults may be asked by another thread than the rest.
 */
final class Choices {
  /** Also with nothing but busy charge points a vehicle has to leave before the next comes. */
  private static final long SHORTEST_PAUSE_MS = 500;

  /** With a share near nothing; longer than anybody looks on. */
  private static final long LONGEST_PAUSE_MS = Duration.ofDays(1).toMillis();

  /** All begin at some moment of the first seconds, so that not all ask at once. */
  private static final long FIRST_RUSH_MS = 10_000;

  private static final long MINUTE_MS = 60_000;
  private static final long SHORTEST_FAULT_MS = 5_000;
  private static final long LONGEST_FAULT_MS = 20_000;
  private static final List<String> REASONS =
      List.of("contactor stuck", "over-temperature", "earth leakage");

  private final Habits habits;
  private final RandomGenerator driver;
  private final RandomGenerator mishap;
  private final long vehicleSeed;
  private final long stayMs;
  private final long firstPauseMs;
  private final long firstStayMs;
  private long faultMinute;

  /**
   * A fault to come.
   *
   * @param at since the fleet's start
   */
  record Fault(Duration at, Duration lasting, String reason) {}

  /**
   * @param index of the charge point, from 0
   */
  Choices(Habits habits, int index) {
    this.habits = habits;
    // A seed of its own, which neighbours and neighbouring seeds do not share.
    SplittableRandom ofAll = new SplittableRandom(habits.seed());
    SplittableRandom own = new SplittableRandom(ofAll.nextLong() ^ (index * 0x9E3779B97F4A7C15L));
    this.driver = own.split();
    this.mishap = own.split();
    this.vehicleSeed = own.nextLong();
    long middleMs = habits.stay().toMillis();
    this.stayMs = own.nextLong(middleMs / 2, middleMs + middleMs / 2 + 1);
    boolean midStay = habits.busy().happens(driver);
    this.firstPauseMs =
        driver.nextLong(FIRST_RUSH_MS) + (midStay ? 0 : driver.nextLong(meanPauseMs()));
    this.firstStayMs = midStay ? driver.nextLong(1, stayMs + 1) : stayMs;
  }

  /** Decides which vehicles come. */
  long vehicleSeed() {
    return vehicleSeed;
  }

  /** How long a vehicle stays plugged in here. */
  Duration stay() {
    return Duration.ofMillis(stayMs);
  }

  /**
   * How long after the start the first request comes. Those who are to be in the middle of a stay
   * come at once, more or less.
   */
  Duration firstPause() {
    return Duration.ofMillis(firstPauseMs);
  }

  /**
   * How long the first vehicle stays: where there is one from the start, what is left of its stay.
   * So the wanted share is busy from the start on, and they do not all leave together.
   */
  Duration firstStay() {
    return Duration.ofMillis(firstStayMs);
  }

  /** How long it takes from the end of one service to the next request. */
  Duration nextPause() {
    long meanMs = meanPauseMs();
    return Duration.ofMillis(driver.nextLong(meanMs / 2, meanMs + meanMs / 2 + 1));
  }

  /** The next fault; to be asked only if there are any. */
  Fault nextFault() {
    while (!habits.faults().happens(mishap)) {
      faultMinute++;
    }
    long atMs = faultMinute * MINUTE_MS + mishap.nextLong(MINUTE_MS);
    faultMinute++;
    return new Fault(
        Duration.ofMillis(atMs),
        Duration.ofMillis(mishap.nextLong(SHORTEST_FAULT_MS, LONGEST_FAULT_MS)),
        REASONS.get(mishap.nextInt(REASONS.size())));
  }

  /** With this mean, stays make up the wanted share of all time. */
  private long meanPauseMs() {
    Share busy = habits.busy();
    if (busy.isNothing()) {
      return LONGEST_PAUSE_MS;
    }
    long free = (long) Share.WHOLE - busy.tenThousandths();
    return Math.clamp(stayMs * free / busy.tenThousandths(), SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS);
  }
}
