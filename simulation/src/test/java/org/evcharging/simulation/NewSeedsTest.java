package org.evcharging.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class NewSeedsTest {
  private static final int SEEDS = 5_000;

  @Test
  void everyPromiseIsKeptByThousandsNeverSeenBefore() throws Exception {
    long first = new SecureRandom().nextLong(1_000_000, 1_000_000_000_000L);
    System.out.println("ev simulate --seeds " + first + ".." + (first + SEEDS - 1));
    Totals totals = ManySeeds.run(ManySeeds.USUAL, first, first + SEEDS - 1);
    totals.table().forEach(System.out::println);
    assertThat(totals.faultsPerRun()).isGreaterThanOrEqualTo(50);
    assertThat(totals.missing()).as("what never occurred").isEmpty();
  }
}
