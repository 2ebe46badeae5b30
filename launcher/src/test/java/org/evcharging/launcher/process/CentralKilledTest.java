package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a charge that goes on sees of Central's {@code kill -9}: nothing. */
class CentralKilledTest {
  private static final String REQUEST =
      """
      {"type":"StartCharging","requestId":"r-1","driverId":"D1","chargePointId":"MAD-01"}\
      """;

  @Test
  void chargeGoesOnAndEndsOnceWithTheEnergyTheEngineSupplied(@TempDir Path folder) {
    try (EvNetwork network = new EvNetwork(folder)) {
      network.broker();
      EvProcess central = network.central();
      EvNetwork.ChargePoint mad =
          network.chargePoint("MAD-01", "--speed", "60").available(central, "MAD-01");
      try (KafkaRecords kafka = new KafkaRecords(network.bootstrap())) {
        kafka.write("ev.requests", "MAD-01", REQUEST);
        mad.engine().awaitLine(line -> line.contains("type plug"), EvNetwork.SOON);
        await()
            .atMost(EvNetwork.SOON)
            .until(() -> !kafka.notifications("\"Authorized\"", "r-1").isEmpty());
        mad.engine().type("plug");
        await()
            .atMost(EvNetwork.SOON)
            .until(() -> !kafka.notifications("\"Progress\"", "r-1").isEmpty());

        central.kill9();
        int readingsAtDeath = kafka.read("ev.events").size();
        await()
            .atMost(EvNetwork.SOON)
            .until(() -> kafka.read("ev.events").size() >= readingsAtDeath + 5);
        EvProcess again = network.central();
        again.awaitLine(line -> line.contains("MAD-01 connected"), EvNetwork.SOON);
        kafka.write("ev.requests", "MAD-01", REQUEST);
        await()
            .atMost(EvNetwork.SOON)
            .until(() -> kafka.notifications("\"Authorized\"", "r-1").size() == 2);
        mad.engine().type("unplug");

        await()
            .atMost(EvNetwork.SOON)
            .until(() -> !kafka.notifications("\"Ticket\"", "r-1").isEmpty());
        List<String> tickets = kafka.notifications("\"Ticket\"");
        assertThat(tickets).hasSize(1);
        long suppliedWh = finalReading(kafka);
        assertThat(number("energyWh", tickets.getFirst())).isEqualTo(suppliedWh).isPositive();
        assertThat(number("amountCents", tickets.getFirst()))
            .isEqualTo((suppliedWh * 250_000 + 5_000_000) / 10_000_000);
        assertThat(tickets.getFirst()).contains("\"UNPLUGGED\"");
        assertThat(kafka.notifications("\"Corrected\"")).isEmpty();
        assertThat(network.sql("SELECT state, end_reason, energy_wh FROM session"))
            .containsExactly("ENDED|UNPLUGGED|" + suppliedWh);
      }
    }
  }

  @Test
  void consoleClientOfKafkaAloneDrivesTheSystem(@TempDir Path folder) {
    try (EvNetwork network = new EvNetwork(folder)) {
      network.broker();
      EvProcess central = network.central();
      network.chargePoint("MAD-01", "--auto", "1s", "--speed", "60").available(central, "MAD-01");
      try (KafkaRecords kafka = new KafkaRecords(network.bootstrap())) {
        kafka.write("ev.requests", "MAD-01", "not JSON");
        kafka.write("ev.requests", "MAD-01", REQUEST);
        await()
            .atMost(EvNetwork.SOON)
            .until(() -> !kafka.notifications("\"Ticket\"", "r-1").isEmpty());

        kafka.write("ev.requests", "MAD-01", REQUEST);

        await()
            .atMost(EvNetwork.SOON)
            .until(() -> kafka.notifications("\"Authorized\"", "r-1").size() == 2);
        List<String> answers = kafka.notifications("\"Authorized\"", "r-1");
        assertThat(text("sessionId", answers.get(1))).isEqualTo(text("sessionId", answers.get(0)));
        assertThat(network.sql("SELECT count(*) FROM session")).containsExactly("1");
        assertThat(kafka.read("ev.dead-letters"))
            .singleElement()
            .asString()
            .contains("ev.requests")
            .contains("not JSON");
      }
    }
  }

  /**
   * A life sign from just before the end makes Central ask again: the Engine then repeats itself.
   */
  private static long finalReading(KafkaRecords kafka) {
    List<Long> readings =
        kafka.read("ev.events").stream()
            .filter(value -> value.contains("\"Ended\""))
            .map(value -> number("energyWh", value))
            .distinct()
            .toList();
    assertThat(readings).hasSize(1);
    return readings.getFirst();
  }

  private static long number(String field, String json) {
    return Long.parseLong(match("\"" + field + "\":(-?[0-9]+)", json));
  }

  private static String text(String field, String json) {
    return match("\"" + field + "\":\"([^\"]*)\"", json);
  }

  private static String match(String pattern, String json) {
    Matcher matcher = Pattern.compile(pattern).matcher(json);
    assertThat(matcher.find()).as("%s in %s", pattern, json).isTrue();
    return matcher.group(1);
  }
}
