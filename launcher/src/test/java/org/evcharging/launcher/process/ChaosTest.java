package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever is killed, whenever: at the end every request has one outcome, every session at most one
 * ticket, nothing is stuck, and the bills add up, as an auditor sees it who reads only Kafka's
 * topics and the database.
 */
class ChaosTest {
  /** From the last start to everything over: a granted session may wait 70 s to expire. */
  private static final Duration SETTLING = Duration.ofMinutes(3);

  /**
   * How much of it.
   *
   * @param chargePoints an engine and a monitor each, in processes of their own
   * @param drivers each works through a services file, in a process of its own
   * @param kills how many programs are killed in {@code length}, evenly
   * @param longestDownMs how long one stays down at most
   */
  private record Scale(
      int chargePoints, int drivers, int kills, Duration length, int longestDownMs) {}

  @Test
  @Tag("long")
  void everythingAddsUpAfterThreeMinutesAndThirtyKills(@TempDir Path folder) throws Exception {
    run(folder, new Scale(8, 8, 30, Duration.ofMinutes(3), 8_000));
  }

  private static void run(Path folder, Scale scale) throws Exception {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    Random dice = new Random(seed);
    List<String> story = new ArrayList<>(List.of("-Dchaos.seed=" + seed));
    try (ChaosNetwork network = new ChaosNetwork(folder, scale.chargePoints())) {
      network.startAll();
      for (int i = 1; i <= scale.drivers(); i++) {
        network.startDriver("D" + i, services(network, dice));
      }
      kill(network, scale, dice, story);
      network.stopDrivers();
      try {
        await()
            .atMost(SETTLING)
            .pollInterval(Duration.ofSeconds(3))
            .until(() -> nothingPending(network));
        EvProcess verdict = network.check();

        assertThat(verdict.awaitExit(EvNetwork.SOON)).as("%s", verdict).isZero();
        assertThat(verdict.stdout()).last().isEqualTo("nothing wrong");
        await().atMost(EvNetwork.SOON).until(network::allAvailable);
        // Kept with the test's report: which seed it was, what was killed, what came of it.
        System.out.println(String.join("\n", story));
        System.out.println(String.join("\n", verdict.stdout()));
        assertThat(network.sessionsEnded())
            .as("energy was sold between the kills")
            .isGreaterThan(2L * scale.drivers());
        plantedFaultIsFound(network);
      } catch (Throwable e) {
        throw new AssertionError(
            String.join("\n", story) + "\n" + network.check() + "\n" + network.tails(), e);
      }
    }
  }

  private static void plantedFaultIsFound(ChaosNetwork network) throws Exception {
    String session = network.plantFault("planted.db");

    EvProcess verdict = network.check("--db", "planted.db");

    assertThat(verdict.awaitExit(EvNetwork.SOON)).as("%s", verdict).isEqualTo(1);
    assertThat(verdict.stdout()).anyMatch(line -> line.contains(session));
  }

  /** Longer than the chaos: all charge points many times over. */
  private static List<String> services(ChaosNetwork network, Random dice) {
    List<String> services = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      List<String> ids = new ArrayList<>(network.chargePoints());
      Collections.shuffle(ids, dice);
      services.addAll(ids);
    }
    return services;
  }

  private static void kill(ChaosNetwork network, Scale scale, Random dice, List<String> story)
      throws InterruptedException {
    long began = System.nanoTime();
    long step = scale.length().toNanos() / scale.kills();
    for (int i = 1; i <= scale.kills(); i++) {
      String victim = network.kill(dice);
      int downMs = dice.nextInt(scale.longestDownMs());
      story.add(
          "%6d ms: killed %s for %d ms"
              .formatted((System.nanoTime() - began) / 1_000_000, victim, downMs));
      TimeUnit.MILLISECONDS.sleep(downMs);
      network.start(victim);
      long next = began + i * step - System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, next));
    }
  }

  private static boolean nothingPending(ChaosNetwork network) {
    EvProcess check = network.check("--json");
    if (check.stdout().isEmpty()) {
      return false;
    }
    JsonNode pending = JsonMapper.shared().readTree(check.stdout().getFirst()).get("pending");
    return pending.valueStream().allMatch(number -> number.asLong() == 0);
  }
}
