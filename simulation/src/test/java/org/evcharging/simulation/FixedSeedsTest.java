package org.evcharging.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.evcharging.simulation.plan.FaultLevel;
import org.evcharging.simulation.plan.Scenario;
import org.junit.jupiter.api.Test;

class FixedSeedsTest {
  @Test
  void everyPromiseIsKeptWhileEverythingGoesWrong() throws Exception {
    Totals totals = ManySeeds.run(ManySeeds.USUAL, 1, 200);
    assertThat(totals.faultsPerRun()).isGreaterThanOrEqualTo(50);
  }

  @Test
  void everyPromiseIsKeptWhileNothingDoes() throws Exception {
    Totals totals = ManySeeds.run(new Scenario(3, 3, FaultLevel.NONE, 60_000), 1, 10);
    assertThat(totals.faultsPerRun()).isZero();
  }

  @Test
  void everyPromiseIsKeptBesideSqlite() throws Exception {
    Runs runs = new Runs(new Scenario(2, 2, FaultLevel.MANY, 20_000), Optional.empty(), true);
    for (long seed : List.of(1L, 2L)) {
      ManySeeds.run(runs, seed, seed);
    }
  }
}
