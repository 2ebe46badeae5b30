package org.evcharging.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.evcharging.simulation.plan.FaultLevel;
import org.evcharging.simulation.plan.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class CalmHourTest {
  @Test
  void ofTwentyChargePointsTakesFiveSecondsOfAProcessor() {
    ProgramLog.take();
    Scenario hour = new Scenario(20, 20, FaultLevel.NONE, Duration.ofHours(1).toMillis());
    Runs runs = new Runs(hour, Optional.empty(), false);
    assertThat(runs.run(1)).as("the warm-up").isInstanceOf(Result.Kept.class);
    long fastestNanos = Long.MAX_VALUE;
    for (long seed = 2; seed <= 4; seed++) {
      long beganNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      assertThat(runs.run(seed)).isInstanceOf(Result.Kept.class);
      long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - beganNanos;
      fastestNanos = Math.min(fastestNanos, took);
    }
    System.out.println("an hour of 20 charge points: " + fastestNanos / 1_000_000 + " ms");
    assertThat(Duration.ofNanos(fastestNanos)).isLessThan(Duration.ofSeconds(5));
  }
}
