package org.evcharging.launcher.reasons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.evcharging.api.CentralClient;
import org.evcharging.central.Central;
import org.evcharging.central.CentralConfig;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.launcher.broker.EmbeddedBroker;
import org.evcharging.launcher.process.Json;
import org.evcharging.launcher.process.KafkaRecords;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Money;

/**
 * A real Kafka and a real Central, and around them nothing but records and frames that a test
 * writes itself. Thread-safe.
 */
final class ScriptedNetwork implements AutoCloseable {
  /** Longer than any deadline of spec §5. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final String TOKEN = "the-operators-token";

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final EmbeddedBroker broker;
  private final Central central;
  private final KafkaRecords kafka;
  private final AtomicLong sequence = new AtomicLong();
  private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();

  /** What was read last of each topic, so that many may look at once. */
  private volatile List<String> notifications = List.of();

  private volatile List<String> commands = List.of();
  private volatile List<String> states = List.of();

  ScriptedNetwork(Path folder) throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    letRequestersSayWhen(broker.bootstrap());
    central =
        Central.open(
            new CentralConfig(
                broker.bootstrap(),
                ANY_PORT,
                ANY_PORT,
                ANY_PORT,
                ANY_PORT,
                folder.resolve("ev.db"),
                Optional.of(TOKEN),
                Optional.empty(),
                Optional.of(new Money(1_000_00))),
            _ -> {});
    central.awaitRunning();
    kafka = new KafkaRecords(broker.bootstrap());
    Future<?> _ = reader.scheduleWithFixedDelay(this::read, 0, 50, TimeUnit.MILLISECONDS);
  }

  /**
   * Central makes the topic with the broker's time, and takes one that is there as it is: with the
   * sender's time nobody has to wait a minute for a request that is too old.
   */
  private static void letRequestersSayWhen(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("ev.requests", 48, (short) 1)
                      .configs(Map.of("message.timestamp.type", "CreateTime"))))
          .all()
          .get();
    }
  }

  private void read() {
    notifications = kafka.read("ev.notifications");
    commands = kafka.read("ev.commands");
    states = kafka.read("ev.network");
  }

  ByteMonitor monitor(String chargePoint, String site) {
    try {
      return new ByteMonitor(central.monitorPort(), chargePoint, site);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void start(String request, String driver, String chargePoint) {
    kafka.request(request, driver, chargePoint);
  }

  /** A request that lay in Kafka. */
  void startLongAgo(String request, String driver, String chargePoint, Duration ago) {
    kafka.write(
        new ProducerRecord<>(
            "ev.requests",
            null,
            System.currentTimeMillis() - ago.toMillis(),
            chargePoint,
            """
            {"type":"StartCharging","requestId":"%s","driverId":"%s","chargePointId":"%s"}\
            """
                .formatted(request, driver, chargePoint)));
  }

  void stop(String request, String driver, String chargePoint) {
    kafka.write(
        "ev.requests",
        chargePoint,
        """
        {"type":"StopCharging","requestId":"%s","driverId":"%s","chargePointId":"%s","sessionId":null}\
        """
            .formatted(request, driver, chargePoint));
  }

  /** What an Engine reports; {@code more} are further fields, each with a comma before it. */
  void event(String type, String chargePoint, String session, String more) {
    kafka.write(
        "ev.events",
        chargePoint,
        """
        {"type":"%s","chargePointId":"%s","sessionId":"%s","boot":1,"sequence":%d%s}\
        """
            .formatted(type, chargePoint, session, sequence.incrementAndGet(), more));
  }

  /** Says a line at the money desk, which does it. */
  void desk(String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), central.deskPort());
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      assertThat(answers.readLine()).startsWith("OK|");
    }
  }

  /** Offers a place at a site for this hour, and books it for a driver. */
  void reserves(String site, String driver) {
    Instant now = Instant.now();
    URI address = URI.create("http://localhost:" + central.httpPort());
    try (CentralClient client = new CentralClient(address, () -> Optional.of(TOKEN), "")) {
      client.post("/api/drivers", Map.of("driverId", driver));
      String windows = "/api/sites/" + site + "/windows";
      CentralClient.Answer window =
          client.post(
              windows,
              Map.of(
                  "from", now.toString(),
                  "to", now.plus(Duration.ofHours(1)).toString(),
                  "capacity", 1));
      client.post(
          windows + "/" + window.body().get("windowId").asString() + "/bookings",
          Map.of("driverId", driver));
    }
  }

  void operatorStops(String chargePoint) {
    central
        .desk()
        .order(OperatorDesk.Order.STOP, new ChargePointId(chargePoint), "test")
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Waits for a command to a charge point, and tells of which session it is. */
  String command(String type, String chargePoint) {
    return Json.text(
        "sessionId",
        found(
            type + " for " + chargePoint,
            () -> first(commands, quoted(type), quoted(chargePoint))));
  }

  /** Waits for what Central says about a request. */
  String told(String type, String request) {
    return found(
        type + " about " + request, () -> first(notifications, quoted(type), quoted(request)));
  }

  /** Waits until everybody is told that a charge point has a status. */
  void status(String chargePoint, String status) {
    found(
        chargePoint + " " + status,
        () ->
            states.stream()
                .filter(state -> state.contains(quoted(chargePoint)))
                .reduce((_, later) -> later)
                .filter(state -> state.contains(quoted(status))));
  }

  private static String found(String what, java.util.function.Supplier<Optional<String>> look) {
    return await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(look::get, Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<String> first(List<String> values, String... texts) {
    return values.stream()
        .filter(value -> List.of(texts).stream().allMatch(value::contains))
        .findFirst();
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  @Override
  public void close() {
    reader.shutdownNow();
    kafka.close();
    central.close();
    broker.close();
  }
}
