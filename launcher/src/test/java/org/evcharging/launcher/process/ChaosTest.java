package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever is killed, whenever: at the end every request has one outcome, every session at most one
 * ticket, nothing is stuck, bills and books add up, as an auditor sees it who reads only Kafka's
 * topics and the database; and each order at the money desk was done once.
 */
@Tag("long")
class ChaosTest {
  private static final int FLEET = 200;

  /** With an engine and a monitor each in processes of their own, and a driver each. */
  private static final int CHARGE_POINTS = 4;

  /** At the money desk, who pay in for those drivers, and take out. */
  private static final int CUSTOMERS = 4;

  private static final Duration LENGTH = Duration.ofMinutes(3);
  private static final int LONGEST_DOWN_MS = 8_000;

  /** From the last start to everything over: a granted session may wait 70 s to expire. */
  private static final Duration SETTLING = Duration.ofMinutes(3);

  /** Far less than is sold without any kills: some 6 a second. */
  private static final long FEWEST_SESSIONS = 200;

  /**
   * How often each kind of program is killed; which one of them, when and in which order is chance.
   * Without Kafka, Central or the fleet little can begin, and each needs seconds to come back: if
   * they were the victims more often, there would be no charges to disturb.
   */
  private enum Victim {
    KAFKA(5),
    CENTRAL(5),
    FLEET(3),
    ENGINE(9),
    MONITOR(8);

    private final int times;

    Victim(int times) {
      this.times = times;
    }

    String kind() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Test
  void everythingAddsUpAfterThreeMinutesAndThirtyKills(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    Random dice = new Random(seed);
    List<String> story = new ArrayList<>(List.of("-Dchaos.seed=" + seed));
    try (ChaosNetwork network = new ChaosNetwork(folder, FLEET, CHARGE_POINTS, seed)) {
      try {
        network.startAll();
        List<String> drivers =
            IntStream.rangeClosed(1, CHARGE_POINTS).mapToObj(i -> "D" + i).toList();
        network.add(drivers);
        drivers.forEach(driver -> network.startDriver(driver, services(network, dice)));
        DeskQueue queue = new DeskQueue(CUSTOMERS, network.deskPort, () -> anyOf(drivers));
        try (queue) {
          kill(network, dice, story);
        }
        network.stopAsking();
        addsUpInTheEnd(network, story);
        queue.eachOrderWasDoneOnce(network.database());
        plantedFaultIsFound(network);
      } catch (Throwable e) {
        throw new AssertionError(
            String.join("\n", story) + "\n" + network.check() + "\n" + network.tails(), e);
      }
    }
    // Kept with the test's report: which seed it was, what was killed, what came of it.
    System.out.println(String.join("\n", story));
  }

  private static String anyOf(List<String> drivers) {
    return drivers.get(ThreadLocalRandom.current().nextInt(drivers.size()));
  }

  private static void addsUpInTheEnd(ChaosNetwork network, List<String> story) throws Exception {
    long began = System.nanoTime();
    await()
        .atMost(SETTLING)
        .pollInterval(Duration.ofSeconds(3))
        .until(() -> everythingSettled(network));
    story.add("everything settled after %,d ms".formatted((System.nanoTime() - began) / 1_000_000));
    await().atMost(EvNetwork.SOON).until(network::allAvailable);

    EvProcess verdict = network.check();

    story.addAll(verdict.stdout());
    assertThat(verdict.awaitExit(EvNetwork.SOON)).as("%s", verdict).isZero();
    assertThat(verdict.stdout()).last().isEqualTo("nothing wrong");
    assertThat(network.sessionsEnded())
        .as("energy was sold between the kills")
        .isGreaterThan(FEWEST_SESSIONS);
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

  private static void kill(ChaosNetwork network, Random dice, List<String> story)
      throws InterruptedException {
    List<Victim> victims = new ArrayList<>();
    for (Victim victim : Victim.values()) {
      victims.addAll(Collections.nCopies(victim.times, victim));
    }
    Collections.shuffle(victims, dice);
    long began = System.nanoTime();
    long next = began;
    for (Victim one : victims) {
      String victim = network.kill(one.kind(), dice);
      int downMs = dice.nextInt(LONGEST_DOWN_MS);
      story.add(
          "%6d ms: killed %s for %d ms"
              .formatted((System.nanoTime() - began) / 1_000_000, victim, downMs));
      TimeUnit.MILLISECONDS.sleep(downMs);
      network.start(victim);
      next += LENGTH.toNanos() / victims.size();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
    }
  }

  private static boolean everythingSettled(ChaosNetwork network) {
    EvProcess check = network.check("--json");
    if (check.stdout().isEmpty()) {
      return false;
    }
    JsonNode report = JsonMapper.shared().readTree(check.stdout().getFirst());
    // What is on its way is pending, never wrong.
    assertThat(report.get("wrong").asLong()).as("%s", check).isZero();
    // Each engine is back by then, and tells what it wrote down of supplies that ended without it.
    return report.get("pending").valueStream().allMatch(number -> number.asLong() == 0)
        && report.get("sessions").get("unsettled").asLong() == 0;
  }
}
