package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.evcharging.launcher.metrics.Exposition;
import org.evcharging.launcher.metrics.GrafanaDashboard;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Notification;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ev demo} as scripts, Prometheus and Grafana use it. */
class DemoProcessTest {
  private static final GrafanaDashboard DASHBOARD = GrafanaDashboard.read();

  /** Metrics of ours that the dashboard leaves out, each with the reason. None so far. */
  private static final Set<String> NOT_DRAWN = Set.of();

  private static List<String> stdout = List.of();
  private static Exposition metrics = Exposition.of("");

  @BeforeAll
  static void letADemoRunForHalfAMinute(@TempDir Path folder) throws Exception {
    int port = EvProcess.freePort();
    try (EvProcess demo =
        EvProcess.start(
            folder, "demo", "--headless", "--json", "--for", "30s", "--http", "" + port)) {
      demo.awaitLine(line -> line.contains("\"type\":\"Ticket\""), Duration.ofSeconds(60));
      metrics = scrape(port);
      assertThat(demo.awaitExit(Duration.ofSeconds(90))).as("%s", demo).isZero();
      stdout = demo.stdout();
    }
  }

  private static Exposition scrape(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://localhost:" + port + "/metrics");
      return Exposition.of(
          client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body());
    }
  }

  @Test
  void headlessDemoPrintsNotificationsAsJsonAndTicketsThatAddUp() throws MalformedMessage {
    List<Notification.Ticket> tickets = new ArrayList<>();
    MessageCodec codec = new MessageCodec();
    for (String line : stdout) {
      if (codec.decodeNotification(line.getBytes(StandardCharsets.UTF_8))
          instanceof Notification.Ticket ticket) {
        tickets.add(ticket);
      }
    }
    assertThat(tickets).hasSizeGreaterThanOrEqualTo(4);
    assertThat(tickets)
        .allSatisfy(ticket -> {
          assertThat(ticket.energy().wh()).isPositive();
          assertThat(ticket.amount().cents())
              .isEqualTo(
                  (ticket.energy().wh() * ticket.tariff().priceMicrosPerKwh() + 5_000_000)
                      / 10_000_000);
        });
  }

  @Test
  void everyPanelOfTheDashboardIsFilledByARunningDemo() {
    assertThat(DASHBOARD.rows())
        .containsExactly(
            "Network",
            "Requests and latency",
            "Sessions and energy",
            "Money",
            "Journal and disk",
            "Locks",
            "Kafka",
            "JVM");
    assertThat(DASHBOARD.panels()).flatMap(panel -> panel.complaints(metrics)).isEmpty();
    assertThat(DASHBOARD.panels())
        .hasSizeGreaterThan(20)
        .allSatisfy(panel -> {
          assertThat(panel.unit()).as(panel.title()).isNotEmpty();
          assertThat(panel.description()).as(panel.title()).isNotEmpty();
        });
  }

  @Test
  void everyMetricOfOursIsDrawnOrSaysWhyNot() {
    Set<String> drawn =
        DASHBOARD.drawn().stream()
            .map(name -> name.replaceAll("_(bucket|sum|count)$", ""))
            .collect(Collectors.toSet());

    assertThat(ours()).isNotEmpty().allMatch(name -> drawn.contains(name) != isLeftOut(name));
  }

  @Test
  void everyMetricOfOursIsDescribed() throws IOException {
    Set<String> described =
        Pattern.compile("^\\| `(ev_\\w+)", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("..", "docs", "metrics.md")))
            .results()
            .map((MatchResult name) -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described).isEqualTo(ours());
  }

  private static boolean isLeftOut(String name) {
    return NOT_DRAWN.contains(name);
  }

  private static Set<String> ours() {
    return metrics.families().stream()
        .filter(name -> name.startsWith("ev_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Tag("long")
  @Test
  void sigtermWhileTheDemoStartsEndsItWithinFiveSeconds(@TempDir Path folder) {
    try (EvProcess demo = EvProcess.start(folder, "demo", "--headless", "--data", "demo")) {
      demo.awaitLine(line -> line.contains("Central is ready"), Duration.ofSeconds(60));

      demo.sigterm();

      assertThat(demo.awaitExit(Duration.ofSeconds(8))).as("%s", demo).isZero();
    }
  }
}
