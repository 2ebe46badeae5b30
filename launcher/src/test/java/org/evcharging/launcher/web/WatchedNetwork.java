package org.evcharging.launcher.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.evcharging.central.Central;
import org.evcharging.central.CentralConfig;
import org.evcharging.engine.Engine;
import org.evcharging.engine.EngineConfig;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.launcher.broker.EmbeddedBroker;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.evcharging.monitor.Monitor;
import org.evcharging.monitor.MonitorConfig;

/** A network in this process, to be looked at with a browser; requests are written by hand. */
final class WatchedNetwork implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(40);
  static final String TOKEN = "the-operators-token";

  private static final long POWER_W = 22_000;
  private static final int SPEED = 60;

  private final Path folder;
  private final EmbeddedBroker broker;
  private final Central central;
  private final List<Engine> engines = new ArrayList<>();
  private final List<Monitor> monitors = new ArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final HttpClient client = HttpClient.newHttpClient();
  private int requests;

  WatchedNetwork(Path folder) {
    this.folder = folder;
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    central =
        Central.open(
            new CentralConfig(
                broker.bootstrap(),
                loopback(0),
                loopback(0),
                loopback(0),
                loopback(0),
                folder.resolve("ev.db"),
                Optional.of(TOKEN),
                Optional.empty(),
                Optional.of(new Money(1_000_00))),
            why -> {});
    await().atMost(SOON).until(central::isRunning);
    producer = new KafkaProducer<>(KafkaSettings.producer(broker.bootstrap(), "test"));
  }

  /**
   * Adds a charge point.
   *
   * @param stay how long vehicles stay plugged in
   */
  WatchedNetwork with(String id, String site, Duration stay) {
    Engine engine =
        Engine.start(
            new EngineConfig(
                loopback(0),
                broker.bootstrap(),
                folder.resolve("engine-" + id),
                new EngineRules(POWER_W, SPEED, Optional.of(stay), engines.size())),
            line -> {});
    engines.add(engine);
    monitors.add(
        Monitor.start(
            MonitorConfig.of(
                loopback(engine.port()),
                loopback(central.monitorPort()),
                new ChargePointId(id),
                "secret",
                new Place(site, "Gran Vía " + engines.size()),
                Tariff.ofEuros("0.25"),
                POWER_W)));
    return this;
  }

  /** Waits until all charge points can be used. */
  WatchedNetwork ready() {
    await().atMost(SOON).until(() -> statuses().equals(List.of(ChargePointStatus.AVAILABLE)));
    return this;
  }

  private List<ChargePointStatus> statuses() {
    var chargePoints = central.screen().snapshot().chargePoints();
    return chargePoints.size() < monitors.size()
        ? List.of()
        : chargePoints.stream().map(it -> it.status()).distinct().toList();
  }

  /** The page's address. */
  URI address() {
    return URI.create("http://localhost:" + central.httpPort() + "/");
  }

  /** A driver asks to charge. */
  void request(String driver, String chargePoint) {
    requests++;
    String request =
        """
        {"type":"StartCharging","requestId":"R%d","driverId":"%s","chargePointId":"%s"}\
        """
            .formatted(requests, driver, chargePoint);
    try {
      producer
          .send(
              new ProducerRecord<>(
                  "ev.requests", chargePoint.getBytes(UTF_8), request.getBytes(UTF_8)))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  void addDriver(String id) {
    assertThat(post("api/drivers", "{\"driverId\":\"%s\"}".formatted(id)).statusCode())
        .isEqualTo(201);
  }

  /** Offers places for two hours, from so many days on. */
  void offer(String site, int capacity, int inDays) {
    Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(inDays));
    HttpResponse<String> answer =
        post(
            "api/sites/" + site + "/windows",
            "{\"from\":\"%s\",\"to\":\"%s\",\"capacity\":%d}"
                .formatted(from, from.plus(Duration.ofHours(2)), capacity));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private HttpResponse<String> post(String path, String json) {
    try {
      return client.send(
          HttpRequest.newBuilder(address().resolve(path))
              .header("Authorization", "Bearer " + TOKEN)
              .POST(BodyPublishers.ofString(json))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    client.close();
    producer.close(Duration.ZERO);
    monitors.forEach(Monitor::close);
    engines.forEach(Engine::close);
    central.close();
    broker.close();
  }
}
