package org.evcharging.simulation;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.evcharging.simulation.plan.FaultLevel;
import org.evcharging.simulation.plan.Plan;
import org.evcharging.simulation.plan.Scenario;
import org.evcharging.simulation.world.Trace;

/**
 * Runs that differ by their seeds only. Thread-safe.
 *
 * @param only the items of the plans that are performed; empty: all
 * @param besideSqlite whether SQLite follows
 */
record Runs(Scenario scenario, Optional<Set<Integer>> only, boolean besideSqlite) {
  Result run(long seed) {
    return run(seed, Trace.NONE);
  }

  Result run(long seed, Trace trace) {
    try (Stores stores = besideSqlite ? Stores.besideSqlite() : Stores.inMemory()) {
      return simulation(seed, trace, stores).run();
    }
  }

  /** What a run is going to do. */
  Plan plan(long seed) {
    try (Stores unused = Stores.inMemory()) {
      return simulation(seed, Trace.NONE, unused).plan();
    }
  }

  private Simulation simulation(long seed, Trace trace, Stores stores) {
    return new Simulation(seed, scenario, only, trace, stores);
  }

  Runs withOnly(Set<Integer> items) {
    return new Runs(scenario, Optional.of(new TreeSet<>(items)), besideSqlite);
  }

  /** What to type to see a run again. */
  String command(long seed) {
    StringBuilder command = new StringBuilder("./ev simulate --seed " + seed + " --trace");
    command.append(" --charge-points ").append(scenario.chargePoints());
    command.append(" --drivers ").append(scenario.drivers());
    if (scenario.faults() != FaultLevel.MANY) {
      command.append(" --faults ").append(scenario.faults().name().toLowerCase(Locale.ROOT));
    }
    command.append(" --for ").append(scenario.loadMs() / 1_000).append('s');
    if (besideSqlite) {
      command.append(" --sqlite");
    }
    only.ifPresent(items ->
        command
            .append(" --only ")
            .append(items.stream().map(String::valueOf).collect(Collectors.joining(","))));
    return command.toString();
  }
}
