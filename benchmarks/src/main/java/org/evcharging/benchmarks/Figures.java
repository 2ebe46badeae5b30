package org.evcharging.benchmarks;

import java.util.List;
import java.util.Optional;

/** All that was measured, in the order of the rounds. */
record Figures(
    Machine machine,
    int rounds,
    long secondsEach,
    List<Throughput> throughput,
    Optional<Latency> latency,
    Optional<Alone> alone) {

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
}
