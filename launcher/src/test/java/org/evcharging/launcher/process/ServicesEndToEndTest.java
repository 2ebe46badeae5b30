package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.message.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nine programs run through a services file with nobody at the keyboard. */
class ServicesEndToEndTest {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);

  @Test
  void driverWorksThroughTwelveLinesTwoOfThemBad(@TempDir Path folder) {
    try (EvNetwork network = new EvNetwork(folder)) {
      network.broker();
      EvProcess central = network.central();
      List<String> ids = List.of("MAD-01", "MAD-02", "MAD-03");
      List<EvNetwork.ChargePoint> chargePoints =
          ids.stream().map(id -> network.chargePoint(id, "--auto", "1s", "--speed", "60")).toList();
      for (int i = 0; i < ids.size(); i++) {
        chargePoints.get(i).available(central, ids.get(i));
      }
      network.file(
          "services.txt",
          """
          # the whole of Madrid, twice
          MAD-01
          MAD-02
          MAD-03
          MAD 04
          MAD-01

          MAD-02
          NOWHERE
          MAD-03
          MAD-01
          MAD#05
          MAD-02
          MAD-03
          """);

      EvProcess driver = network.driver("D1", "batch", "services.txt");

      assertThat(driver.awaitExit(LONG_ENOUGH)).as("%s", driver).isZero();
      assertThat(driver.stderr()).anyMatch(line -> line.contains("5") && line.contains("MAD 04"));
      assertThat(driver.stderr()).anyMatch(line -> line.contains("12") && line.contains("MAD#05"));
      assertThat(network.sql("SELECT state, count(*) FROM session GROUP BY state"))
          .containsExactly("ENDED|9");
      assertThat(network.sql("SELECT count(*) FROM request")).containsExactly("10");
      assertThat(network.sql("SELECT denial_reason FROM request WHERE answer = 'REFUSED'"))
          .containsExactly("UNKNOWN_CHARGE_POINT");
      assertThat(pausesBetweenServicesMs(network)).allMatch(pauseMs -> pauseMs >= 4_000);
      assertThat(recordsNotAsDescribed(network)).isEmpty();
      assertOperatorSeesAndStops(network);
    }
  }

  private static void assertOperatorSeesAndStops(EvNetwork network) {
    String session = network.sql("SELECT max(id) FROM session").getFirst();

    assertThat(network.admin("explain", session))
        .anyMatch(line -> line.contains("StartCharging") && line.contains("[ev.requests/"))
        .anyMatch(line -> line.contains("decided  SessionAuthorized"))
        .anyMatch(line -> line.contains("Ended UNPLUGGED, Ticket"));
    assertThat(network.admin("stop", "all"))
        .containsExactly("stop MAD-01: done", "stop MAD-02: done", "stop MAD-03: done");
    assertThat(network.admin("charge-points", "--status", "out_of_order")).hasSize(4);
  }

  private static List<String> recordsNotAsDescribed(EvNetwork network) {
    AsyncApi description = new AsyncApi();
    List<String> complaints = new ArrayList<>();
    try (KafkaRecords kafka = new KafkaRecords(network.bootstrap())) {
      for (Topic topic : Topic.values()) {
        for (String record : kafka.read(topic.topicName())) {
          complaints.addAll(description.complaints(topic.topicName(), record));
        }
      }
    }
    return complaints;
  }

  /** From the end of each session to the request for the next. */
  private static List<Long> pausesBetweenServicesMs(EvNetwork network) {
    return network
        .sql(
            """
            SELECT (requested_at - lag(over_at) OVER (ORDER BY requested_at)) / 1000
            FROM session ORDER BY requested_at LIMIT -1 OFFSET 1
            """)
        .stream()
        .map(Long::valueOf)
        .toList();
  }
}
