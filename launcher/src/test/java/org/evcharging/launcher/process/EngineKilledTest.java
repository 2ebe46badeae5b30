package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spec §5, the rows of an Engine's {@code kill -9}: nothing that was supplied is given away. */
class EngineKilledTest {
  private static final String FAST = "--speed=60";
  private static final BigDecimal EUROS_A_KWH = new BigDecimal("0.25");

  @Test
  void anIdleEngineIsFaultedWithinThreeSecondsAndAvailableWhenItIsBack(@TempDir Path folder) {
    try (EvNetwork network = new EvNetwork(folder)) {
      network.broker();
      EvNetwork.ChargePoint mad =
          network.chargePoint("MAD-01").available(network.central(), "MAD-01");
      try (KafkaRecords kafka = new KafkaRecords(network.bootstrap())) {
        eventually(() -> lastState(kafka).contains("\"AVAILABLE\""));

        Instant killedAt = Instant.now();
        mad.engine().kill9();

        eventually(() -> lastState(kafka).contains("\"FAULTED\""));
        Instant saidAt = Instant.parse(match("\"at\":\"([^\"]*)\"", lastState(kafka)));
        assertThat(Duration.between(killedAt, saidAt)).isLessThan(Duration.ofSeconds(3));
        network.engine(mad.enginePort());
        eventually(() -> lastState(kafka).contains("\"AVAILABLE\""));
      }
    }
  }

  @Test
  void whatCentralCouldNotBillIsCorrectedOnceWhenTheEngineIsBack(@TempDir Path folder) {
    try (EvNetwork network = new EvNetwork(folder)) {
      EvProcess broker = network.broker();
      EvNetwork.ChargePoint mad =
          network.chargePoint("MAD-01", FAST).available(network.central(), "MAD-01");
      try (KafkaRecords kafka = new KafkaRecords(network.bootstrap())) {
        charge(kafka, mad.engine());
        // With Kafka held up, the Engine's disk knows more than Central.
        broker.signal("STOP");
        int before = network.journal(mad.enginePort()).size();
        eventually(() -> network.journal(mad.enginePort()).size() >= before + 4);
        mad.engine().kill9();
        broker.signal("CONT");
        long writtenWh = lastReadingWh(network, mad);

        eventually(() -> !kafka.notifications("\"Ticket\"", "r-1").isEmpty());
        assertThat(kafka.notifications("\"Ended\"", "\"ENGINE_FAULT\"", "r-1")).hasSize(1);
        String ticket = kafka.notifications("\"Ticket\"").getFirst();
        assertThat(ticket).contains("\"ENGINE_FAULT\"");
        assertThat(number("energyWh", ticket)).isPositive().isLessThan(writtenWh);
        assertThat(number("amountCents", ticket)).isEqualTo(cents(number("energyWh", ticket)));

        EvProcess again = network.engine(mad.enginePort(), FAST);
        again.awaitLine(line -> line.contains("restarted while it charged D1"), EvNetwork.SOON);
        eventually(() -> !kafka.notifications("\"Corrected\"", "r-1").isEmpty());
        // The Engine also answers Central's EndSession; what comes behind that is decided after it.
        eventually(() -> lastState(kafka).contains("\"AVAILABLE\""));
        authorize(kafka, again, "r-2");

        List<String> corrected = kafka.notifications("\"Corrected\"");
        assertThat(corrected).hasSize(1);
        assertThat(number("energyWh", corrected.getFirst())).isEqualTo(writtenWh);
        assertThat(number("amountCents", corrected.getFirst())).isEqualTo(cents(writtenWh));
        assertThat(kafka.notifications("\"Ticket\"")).hasSize(1);
        assertThat(billed(network))
            .containsExactly("ENGINE_FAULT|" + writtenWh + "|" + cents(writtenWh) + "|1");
      }
    }
  }

  /** The Monitor sees an Engine's end at once; only while Central is away is it not missed. */
  @Test
  void anEngineThatIsBackBeforeItWasMissedEndsTheSessionItself(@TempDir Path folder) {
    try (EvNetwork network = new EvNetwork(folder)) {
      network.broker();
      EvProcess central = network.central();
      EvNetwork.ChargePoint mad = network.chargePoint("MAD-01", FAST).available(central, "MAD-01");
      try (KafkaRecords kafka = new KafkaRecords(network.bootstrap())) {
        charge(kafka, mad.engine());
        central.kill9();
        mad.engine().kill9();
        long writtenWh = lastReadingWh(network, mad);
        network.engine(mad.enginePort(), FAST);
        eventually(() ->
            kafka.read("ev.events").stream().anyMatch(event -> event.contains("ENGINE_RESTART")));

        network.central();

        eventually(() -> !kafka.notifications("\"Ticket\"", "r-1").isEmpty());
        String ticket = kafka.notifications("\"Ticket\"").getFirst();
        assertThat(ticket).contains("\"ENGINE_RESTART\"");
        assertThat(number("energyWh", ticket)).isEqualTo(writtenWh).isPositive();
        assertThat(number("amountCents", ticket)).isEqualTo(cents(writtenWh));
        assertThat(kafka.notifications("\"Ticket\"")).hasSize(1);
        assertThat(kafka.notifications("\"Corrected\"")).isEmpty();
        assertThat(billed(network))
            .containsExactly("ENGINE_RESTART|" + writtenWh + "|" + cents(writtenWh) + "|1");
      }
    }
  }

  /** Until Central has a reading above 0 Wh. */
  private static void charge(KafkaRecords kafka, EvProcess engine) {
    authorize(kafka, engine, "r-1");
    engine.type("plug");
    eventually(() -> kafka.notifications("\"Progress\"", "r-1").size() >= 2);
  }

  private static void authorize(KafkaRecords kafka, EvProcess engine, String requestId) {
    kafka.write(
        "ev.requests",
        "MAD-01",
        """
        {"type":"StartCharging","requestId":"%s","driverId":"D1","chargePointId":"MAD-01"}\
        """
            .formatted(requestId));
    engine.awaitLine(line -> line.contains("type plug"), EvNetwork.SOON);
    eventually(() -> !kafka.notifications("\"Authorized\"", requestId).isEmpty());
  }

  private static String lastState(KafkaRecords kafka) {
    return kafka.read("ev.network").stream()
        .filter(value -> value.contains("\"MAD-01\""))
        .reduce("", (_, later) -> later);
  }

  private static long lastReadingWh(EvNetwork network, EvNetwork.ChargePoint point) {
    String last =
        network.journal(point.enginePort()).stream()
            .filter(line -> line.contains(" READING "))
            .reduce((_, later) -> later)
            .orElseThrow();
    return Long.parseLong(last.substring(last.lastIndexOf(' ') + 1));
  }

  private static List<String> billed(EvNetwork network) {
    return network.sql(
        "SELECT end_reason, energy_wh, amount_cents, settled FROM session WHERE state = 'ENDED'");
  }

  private static long cents(long energyWh) {
    return BigDecimal.valueOf(energyWh)
        .multiply(EUROS_A_KWH)
        .movePointLeft(1) // Wh to kWh, euros to cents
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(EvNetwork.SOON).pollInterval(Duration.ofMillis(250)).until(condition);
  }

  private static long number(String field, String json) {
    return Long.parseLong(match("\"" + field + "\":(-?[0-9]+)", json));
  }

  private static String match(String pattern, String json) {
    Matcher matcher = Pattern.compile(pattern).matcher(json);
    assertThat(matcher.find()).as("%s in %s", pattern, json).isTrue();
    return matcher.group(1);
  }
}
