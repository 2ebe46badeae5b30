package org.evcharging.launcher.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.evcharging.central.Central;
import org.evcharging.central.CentralConfig;
import org.evcharging.central.admin.check.Audit;
import org.evcharging.central.admin.check.Report;
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

/** One charge point and all it needs, in this process; requests are written by hand. */
final class SmallNetwork implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(40);
  static final ChargePointId CHARGE_POINT = new ChargePointId("MAD-01");

  private final Path folder;
  private final EmbeddedBroker broker;
  private final Central central;
  private final Engine engine;
  private final Monitor monitor;
  private final KafkaProducer<byte[], byte[]> producer;

  SmallNetwork(Path folder) {
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
                database(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Money(1_000_00))),
            why -> {});
    await().atMost(SOON).until(central::isRunning);
    engine =
        Engine.start(
            new EngineConfig(
                loopback(0),
                broker.bootstrap(),
                folder.resolve("engine"),
                new EngineRules(22_000, 60, Optional.of(Duration.ofSeconds(1)), 7)),
            line -> {});
    monitor =
        Monitor.start(
            MonitorConfig.of(
                loopback(engine.port()),
                loopback(central.monitorPort()),
                CHARGE_POINT,
                "secret",
                new Place("Madrid", "Gran Vía 1"),
                Tariff.ofEuros("0.25"),
                22_000));
    // It is for a moment before its Monitor has heard whether its Engine is well.
    await().during(Duration.ofSeconds(1)).atMost(SOON).until(this::isAvailable);
    producer = new KafkaProducer<>(KafkaSettings.producer(broker.bootstrap(), "test"));
  }

  boolean isAvailable() {
    return central.screen().snapshot().chargePoints().stream()
        .anyMatch(chargePoint -> chargePoint.status() == ChargePointStatus.AVAILABLE);
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  Path database() {
    return folder.resolve("ev.db");
  }

  void write(String topic, String key, String value) {
    try {
      producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8))).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  void request(String id, String driver, String chargePoint) {
    write(
        "ev.requests",
        chargePoint,
        """
        {"type":"StartCharging","requestId":"%s","driverId":"%s","chargePointId":"%s"}\
        """
            .formatted(id, driver, chargePoint));
  }

  void stop(String id, String driver) {
    write(
        "ev.requests",
        CHARGE_POINT.value(),
        """
        {"type":"StopCharging","requestId":"%s","driverId":"%s","chargePointId":"%s"}\
        """
            .formatted(id, driver, CHARGE_POINT));
  }

  /** Central and its charge point go; Kafka stays. */
  void stopCentral() {
    monitor.close();
    engine.close();
    central.close();
  }

  Report check() {
    return check(database());
  }

  Report check(Path database) {
    return Audit.of(bootstrap(), database, InstantSource.system());
  }

  /** A copy of the database, changed with plain SQL; Central must have been stopped. */
  Path changed(String... changes) throws IOException, SQLException {
    Path copy = Files.createTempFile(folder, "changed", ".db");
    Files.copy(database(), copy, StandardCopyOption.REPLACE_EXISTING);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement()) {
      for (String change : changes) {
        statement.executeUpdate(change);
      }
    }
    return copy;
  }

  String sql(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    stopCentral();
    broker.close();
  }
}
