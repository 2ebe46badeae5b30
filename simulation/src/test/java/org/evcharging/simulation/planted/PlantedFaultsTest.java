package org.evcharging.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.evcharging.central.store.Store;
import org.evcharging.simulation.ProgramLog;
import org.evcharging.simulation.Result;
import org.evcharging.simulation.Runner;
import org.evcharging.simulation.Simulation;
import org.evcharging.simulation.SimulationAccess;
import org.evcharging.simulation.Stores;
import org.evcharging.simulation.Totals;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.disk.ModelStore;
import org.evcharging.simulation.plan.FaultLevel;
import org.evcharging.simulation.plan.Scenario;
import org.evcharging.simulation.world.Trace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulator that cannot fail is worth nothing. */
class PlantedFaultsTest {
  private static final int SEEDS = 1_000;

  /** A pattern for those that take many seeds, the others 105 at most. */
  private static final String RARE =
      "OFFSETS_STORED_APART|DEADLINE_FORGOTTEN_(FINAL_READING|PLUG_IN|MONITOR_RETURN)";

  private static final Scenario SCENARIO = new Scenario(3, 3, FaultLevel.MANY, 60_000);

  @BeforeAll
  static void takeLog() {
    ProgramLog.take();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = RARE)
  void isFoundWithinAThousandSeeds(PlantedFault fault) throws Exception {
    isFound(fault);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = RARE)
  void soIsWhatFewSeedsShow(PlantedFault fault) throws Exception {
    isFound(fault);
  }

  private static void isFound(PlantedFault fault) throws Exception {
    Runner runner = new Runner(seed -> run(seed, Optional.of(fault)), new Totals(), _ -> {});
    Optional<Result.Broken> found;
    try (AutoCloseable _ = fault.plant()) {
      found = runner.run(1, SEEDS, Runtime.getRuntime().availableProcessors());
    }
    assertThat(found).as("a seed that finds it").isPresent();
    Result.Broken broken = found.get();
    System.out.println(fault + ": seed " + broken.seed() + ", " + broken.promise());
    System.out.println("  " + broken.values());
    // By what it does to users, not by a program that fails over it.
    assertThat(broken.promise())
        .doesNotStartWith("programs do not fail")
        .isNotEqualTo("no program logs an error");
    // It is the planted one that was found.
    assertThat(run(broken.seed(), Optional.empty())).isInstanceOf(Result.Kept.class);
  }

  private static Result run(long seed, Optional<PlantedFault> fault) {
    Accomplice.beginRun();
    ClearingAccomplice.beginRun();
    try (Stores stores = new WatchedStores(fault)) {
      Simulation simulation = new Simulation(seed, SCENARIO, Optional.empty(), Trace.NONE, stores);
      Accomplice.sendBy(SimulationAccess.of(simulation)::notify);
      return simulation.run();
    }
  }

  /** Shows the accomplice each store that Central opens. */
  private record WatchedStores(Optional<PlantedFault> fault) implements Stores {
    @Override
    public Store open(Database disk, BooleanSupplier isFull) {
      Store store = new ModelStore(disk, isFull);
      Accomplice.use(store);
      return fault.equals(Optional.of(PlantedFault.PUBLISH_BEFORE_COMMIT))
          ? new LateCommits(store)
          : store;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
