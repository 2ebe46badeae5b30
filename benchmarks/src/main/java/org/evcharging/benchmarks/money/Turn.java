package org.evcharging.benchmarks.money;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.evcharging.benchmarks.rig.OwnProcess;
import org.evcharging.benchmarks.traffic.Trouble;

/**
 * One load on a new database, measured after a ramp; then the database is looked into.
 *
 * @param moved what moved money
 * @param looked what looked at balances meanwhile; empty if nobody did
 * @param processMicros the processor's time for one movement, callers included
 * @param lockTakings how often locks that can be seen were taken for one movement
 */
public record Turn(Pace moved, Optional<Pace> looked, double processMicros, double lockTakings) {
  /** How long the machine may take for what is still going on at the end. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How often, and how long each waited, in milliseconds. */
  public record Pace(double perSecond, double medianMs, double p99Ms, double p999Ms, double maxMs) {
    private static Pace of(Histogram nanos, double seconds) {
      return new Pace(
          nanos.getTotalCount() / seconds,
          nanos.getValueAtPercentile(50) / 1e6,
          nanos.getValueAtPercentile(99) / 1e6,
          nanos.getValueAtPercentile(99.9) / 1e6,
          nanos.getMaxValue() / 1e6);
    }
  }

  /**
   * Takes it.
   *
   * @param database a file that is not there yet
   * @throws IllegalStateException if anything went wrong, or the books are not right afterwards
   */
  public static Turn take(Load load, Path database, Duration ramp, Duration measured)
      throws Exception {
    OpenedAccounts.make(database, load.accounts());
    Trouble trouble = new Trouble();
    Turn turn;
    long orders;
    try (Books books = load.open(database, trouble)) {
      Callers moving = Callers.moving(books, Load.CALLERS, load.accounts(), trouble);
      Callers looking = Callers.looking(books, load.readers(), load.accounts(), trouble);
      turn = measure(books, moving, looking, ramp, measured);
      long _ = looking.finish(PATIENCE);
      orders = moving.finish(PATIENCE);
    }
    trouble.requireNone();
    BooksCheck.require(database, load.accounts(), orders);
    return turn;
  }

  private static Turn measure(
      Books books, Callers moving, Callers looking, Duration ramp, Duration measured)
      throws InterruptedException {
    sleep(ramp);
    Histogram _ = moving.latencies();
    Histogram _ = looking.latencies();
    long takings = books.lockTakings();
    long cpuNanos = OwnProcess.cpuNanos();
    long startNanos = System.nanoTime();
    sleep(measured);
    Histogram moves = moving.latencies();
    Histogram looks = looking.latencies();
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return new Turn(
        Pace.of(moves, seconds),
        Optional.of(looks).filter(any -> any.getTotalCount() > 0).map(any -> Pace.of(any, seconds)),
        (OwnProcess.cpuNanos() - cpuNanos) / 1e3 / moves.getTotalCount(),
        (books.lockTakings() - takings) / (double) moves.getTotalCount());
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
