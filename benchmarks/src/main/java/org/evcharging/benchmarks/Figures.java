package org.evcharging.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.evcharging.benchmarks.clearing.ClearingTurn;
import org.evcharging.benchmarks.clearing.Way;
import org.evcharging.benchmarks.money.Load;
import org.evcharging.benchmarks.money.LockCost;
import org.evcharging.benchmarks.money.Turn;
import org.evcharging.benchmarks.money.TurnProcess.Cost;
import org.evcharging.benchmarks.rig.CentralProcess.Start;

/** All that was measured, in the order of the rounds. */
record Figures(
    Machine machine,
    int rounds,
    long secondsEach,
    List<Throughput> throughput,
    Optional<Latency> latency,
    Optional<Alone> alone,
    Optional<Money> money,
    Optional<Clearing> clearing,
    Optional<LockPrice> lockPrice,
    Optional<Restart> restart) {

  /** A side's figures with one number in flight. */
  record Throughput(int inFlight, List<Rate> relay, List<Rate> central) {
    /** Central's rate as a part of the relay's, the median over the rounds. */
    double ratio() {
      double[] ratios = new double[Math.min(relay.size(), central.size())];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = central.get(i).perSecond() / relay.get(i).perSecond();
      }
      return Median.of(ratios);
    }
  }

  /**
   * One round of one side.
   *
   * @param perSecond authorisations
   * @param processMicros the processor's time for one authorisation, in the process that has the
   *     side, the drivers and the engines
   * @param brokerMicros the same of the broker's process
   * @param denied none, if all is well
   */
  record Rate(double perSecond, double processMicros, double brokerMicros, long denied) {}

  /** Rounds of both sides and the disk at a steady load. */
  record Latency(int perSecond, List<LatencyRound> rounds) {}

  /** One round; what Central may take follows from the other two. */
  record LatencyRound(Millis relay, Millis central, Millis fsync, long denied) {
    private static final double ALLOWANCE_MS = 2.0;

    double limitP99Ms() {
      return relay.p99() + 2 * fsync.p99() + ALLOWANCE_MS;
    }

    /** How much Central is above its limit; negative if it is below. */
    double excessMs() {
      return central.p99() - limitP99Ms();
    }
  }

  /** One authorisation at a time. */
  record Alone(List<Millis> relay, List<Millis> central) {}

  /** A distribution of latencies, in milliseconds. */
  record Millis(double median, double p99, double max, long count) {}

  /** Movements of money, bare and by Central under each load. */
  record Money(Map<Load, List<Turn>> turns) {
    /** Central's movements a second as a part of bare SQLite's, the median over the rounds. */
    double ratio(Load load) {
      List<Turn> bare = turns.getOrDefault(Load.BARE, List.of());
      List<Turn> central = turns.getOrDefault(load, List.of());
      double[] ratios = new double[Math.min(bare.size(), central.size())];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = central.get(i).moved().perSecond() / bare.get(i).moved().perSecond();
      }
      return Median.of(ratios);
    }

    /** A figure's median over the rounds. */
    double of(Load load, ToDoubleFunction<Turn> figure) {
      return Median.of(turns.getOrDefault(load, List.of()), figure);
    }
  }

  /**
   * CDRs that five members upload at once, bare and by the clearing.
   *
   * @param cdrs of each member
   */
  record Clearing(int cdrs, Map<Way, List<ClearingTurn>> turns) {
    /** The clearing's CDRs a second as a part of bare SQLite's, the median over the rounds. */
    double ratio() {
      List<ClearingTurn> bare = turns.getOrDefault(Way.BARE, List.of());
      List<ClearingTurn> clearing = turns.getOrDefault(Way.CLEARING, List.of());
      double[] ratios = new double[Math.min(bare.size(), clearing.size())];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = clearing.get(i).perSecond() / bare.get(i).perSecond();
      }
      return Median.of(ratios);
    }

    /** A figure's median over the rounds. */
    double of(Way way, ToDoubleFunction<ClearingTurn> figure) {
      return Median.of(turns.getOrDefault(way, List.of()), figure);
    }
  }

  /**
   * What it costs that locks can be seen. Told in two ways, as the first needs a quieter machine
   * than the second.
   *
   * @param pairs movements of money with locks that are timed, as always, and with others
   * @param cost of one taking of a lock that can be seen, and of a plain one
   */
  record LockPrice(List<Pair> pairs, LockCost cost) {
    /** One after the other, in processes of their own. */
    record Pair(Cost timed, Cost untimed) {
      double timeShare() {
        return timed.processMicros() / untimed.processMicros() - 1;
      }
    }

    /** How much more of the processor the timed ones took: 0.01 is a hundredth. */
    double timeShare() {
      return Median.of(pairs, Pair::timeShare);
    }

    /**
     * What all takings of a movement cost more than those of plain locks, reckoned from what one
     * costs, as a part of all that the processor does for the movement.
     */
    double reckonedShare() {
      double nanos =
          Median.of(pairs, pair -> pair.timed().lockTakings())
              * (cost.rankedNanos() - cost.plainNanos());
      return nanos / 1e3 / Median.of(pairs, pair -> pair.timed().processMicros());
    }
  }

  /**
   * Starts of Central, each in a new process, until it takes requests.
   *
   * @param empty with nothing in the database: what any start takes
   */
  record Restart(int accounts, int sessions, List<Start> full, List<Start> empty) {}
}
