package org.evcharging.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.evcharging.benchmarks.Figures.Alone;
import org.evcharging.benchmarks.Figures.Latency;
import org.evcharging.benchmarks.Figures.LatencyRound;
import org.evcharging.benchmarks.Figures.Millis;
import org.evcharging.benchmarks.Figures.Rate;
import org.evcharging.benchmarks.Figures.Throughput;
import org.evcharging.benchmarks.rig.BrokerProcess;
import org.evcharging.benchmarks.rig.Rig;
import org.evcharging.benchmarks.rig.Side;
import org.evcharging.benchmarks.traffic.ClosedLoop;
import org.evcharging.benchmarks.traffic.OneAtATime;
import org.evcharging.benchmarks.traffic.SteadyLoad;

/**
 * Takes turns: relay, Central, relay, Central, so that whatever else the machine does meets both.
 * Each turn is a new rig on fresh topics.
 */
final class Measurements {
  private static final int STEADY_PER_SECOND = 1_000;

  /** Enough for two seconds without an answer at the steady load. */
  private static final int STEADY_SLOTS = 2_000;

  private static final int ALONE_SLOTS = 100;
  private static final Duration PROBE = Duration.ofSeconds(3);

  private final BrokerProcess broker;
  private final Path folder;
  private final Plan plan;
  private final Consumer<String> words;

  /**
   * @param words takes a line for each turn
   */
  Measurements(BrokerProcess broker, Path folder, Plan plan, Consumer<String> words) {
    this.broker = broker;
    this.folder = folder;
    this.plan = plan;
    this.words = words;
  }

  /** Loads both sides until the code is compiled. */
  void warmUp(int inFlight) throws InterruptedException {
    for (Side side : plan.sides()) {
      words.accept("warming up: " + side);
      rate(side, inFlight);
    }
  }

  Throughput throughput(int inFlight) throws InterruptedException {
    List<Rate> relay = new ArrayList<>();
    List<Rate> central = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Side side : plan.sides()) {
        Rate rate = rate(side, inFlight);
        words.accept(
            Text.of(
                "%,d in flight, round %d: %s %,.0f/s", inFlight, round, side, rate.perSecond()));
        (side == Side.RELAY ? relay : central).add(rate);
      }
    }
    return new Throughput(inFlight, relay, central);
  }

  private Rate rate(Side side, int inFlight) throws InterruptedException {
    try (Rig rig = open(side, inFlight)) {
      ClosedLoop loop = ClosedLoop.start(rig.drivers());
      sleep(Plan.RAMP);
      CpuMeter cpu = CpuMeter.start(broker);
      long startNanos = System.nanoTime();
      long before = loop.authorized();
      sleep(plan.measured());
      long count = loop.authorized() - before;
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      Rate rate =
          new Rate(
              count / seconds,
              cpu.ownMicrosEach(count),
              cpu.brokerMicrosEach(count),
              loop.denied());
      boolean finished = loop.finish(Plan.PATIENCE);
      rig.trouble().requireNone();
      if (!finished) {
        throw new IllegalStateException(
            side + ": some authorisations never came to an end: their records are lost");
      }
      return rate;
    }
  }

  Latency latency() throws InterruptedException, IOException {
    List<LatencyRound> rounds = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      Steady relay = steady(Side.RELAY);
      Millis fsync = millis(DiskProbe.run(folder, PROBE));
      Steady central = steady(Side.CENTRAL);
      LatencyRound figures =
          new LatencyRound(
              relay.latencies(), central.latencies(), fsync, relay.denied() + central.denied());
      words.accept(
          Text.of(
              "%,d/s, round %d: p99 RELAY %.2f ms, CENTRAL %.2f ms, fsync %.2f ms",
              STEADY_PER_SECOND,
              round,
              figures.relay().p99(),
              figures.central().p99(),
              fsync.p99()));
      rounds.add(figures);
    }
    return new Latency(STEADY_PER_SECOND, rounds);
  }

  private record Steady(Millis latencies, long denied) {}

  private Steady steady(Side side) throws InterruptedException {
    try (Rig rig = open(side, STEADY_SLOTS)) {
      SteadyLoad load = new SteadyLoad(rig.drivers(), STEADY_PER_SECOND);
      Histogram latencies = load.run(Plan.RAMP, plan.measured(), Plan.PATIENCE);
      rig.trouble().requireNone();
      return new Steady(millis(latencies), load.denied());
    }
  }

  Alone alone() throws InterruptedException {
    List<Millis> relay = new ArrayList<>();
    List<Millis> central = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Side side : plan.sides()) {
        Millis figures = oneAtATime(side);
        words.accept(Text.of("alone, round %d: %s median %.2f ms", round, side, figures.median()));
        (side == Side.RELAY ? relay : central).add(figures);
      }
    }
    return new Alone(relay, central);
  }

  private Millis oneAtATime(Side side) throws InterruptedException {
    try (Rig rig = open(side, ALONE_SLOTS)) {
      OneAtATime load = new OneAtATime(rig.drivers());
      Histogram latencies = load.run(Plan.RAMP, plan.measured(), Plan.PATIENCE);
      rig.trouble().requireNone();
      if (load.denied() > 0) {
        throw new IllegalStateException(side + " denied " + load.denied() + " requests");
      }
      return millis(latencies);
    }
  }

  private Rig open(Side side, int slots) throws InterruptedException {
    return Rig.open(broker.bootstrap(), folder, side, slots);
  }

  private static Millis millis(Histogram nanos) {
    return new Millis(
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getMaxValue() / 1e6,
        nanos.getTotalCount());
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
