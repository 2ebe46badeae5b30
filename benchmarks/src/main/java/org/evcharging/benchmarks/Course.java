package org.evcharging.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.evcharging.benchmarks.Figures.Alone;
import org.evcharging.benchmarks.Figures.Clearing;
import org.evcharging.benchmarks.Figures.Latency;
import org.evcharging.benchmarks.Figures.LockPrice;
import org.evcharging.benchmarks.Figures.Money;
import org.evcharging.benchmarks.Figures.Restart;
import org.evcharging.benchmarks.Figures.Throughput;
import org.evcharging.benchmarks.Plan.Part;
import org.evcharging.benchmarks.rig.BrokerProcess;

/**
 * All that a plan asks for, one after the other: first what has the machine for itself, then what
 * needs a broker.
 *
 * @param inFlight authorisations going on at once, each measured
 */
record Course(Plan plan, Path folder, List<Integer> inFlight) {
  private static final int WARM_UP_IN_FLIGHT = 1_000;
  private static final Set<Part> OF_RECORDS =
      EnumSet.of(Part.AUTHORISATIONS, Part.LATENCY, Part.ALONE);

  Figures run() throws Exception {
    Optional<Money> money =
        ifAsked(Part.MONEY, () -> new MoneyMeasurements(folder, plan, Course::say).run());
    Optional<Clearing> clearing =
        ifAsked(Part.CLEARING, () -> new ClearingMeasurements(folder, plan, Course::say).run());
    Optional<LockPrice> lockPrice =
        ifAsked(Part.LOCKS, () -> new LockPriceMeasurements(folder, plan, Course::say).run());
    Optional<Restart> restart =
        ifAsked(Part.RESTART, () -> new RestartMeasurements(folder, plan, Course::say).run());
    List<Throughput> throughput = new ArrayList<>();
    Optional<Latency> latency = Optional.empty();
    Optional<Alone> alone = Optional.empty();
    if (plan.parts().stream().anyMatch(OF_RECORDS::contains)) {
      try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"))) {
        Measurements measurements = new Measurements(broker, folder, plan, Course::say);
        measurements.warmUp(WARM_UP_IN_FLIGHT);
        if (plan.parts().contains(Part.AUTHORISATIONS)) {
          for (int number : inFlight) {
            throughput.add(measurements.throughput(number));
          }
        }
        latency = ifAsked(Part.LATENCY, measurements::latency);
        alone = ifAsked(Part.ALONE, measurements::alone);
      }
    }
    return new Figures(
        Machine.here(folder),
        plan.rounds(),
        plan.measured().toSeconds(),
        throughput,
        latency,
        alone,
        money,
        clearing,
        lockPrice,
        restart);
  }

  private <T> Optional<T> ifAsked(Part part, Callable<T> measurement) throws Exception {
    return plan.parts().contains(part) ? Optional.of(measurement.call()) : Optional.empty();
  }

  private static void say(String line) {
    System.err.println("ev bench: " + line);
  }
}
