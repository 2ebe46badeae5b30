package org.evcharging.launcher.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.evcharging.central.Central;
import org.evcharging.central.CentralConfig;
import org.evcharging.central.kafka.Topics;
import org.evcharging.console.UserError;
import org.evcharging.driver.Driver;
import org.evcharging.driver.DriverConfig;
import org.evcharging.driver.core.Batch;
import org.evcharging.driver.core.BatchFile;
import org.evcharging.driver.core.DriverView;
import org.evcharging.engine.Engine;
import org.evcharging.engine.EngineConfig;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.launcher.broker.BrokerSettings;
import org.evcharging.launcher.broker.EmbeddedBroker;
import org.evcharging.launcher.program.Closing;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.monitor.Monitor;
import org.evcharging.monitor.MonitorConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a network, started in this process in the order in which they need each other. Its
 * drivers go through their services over and over; now and then a charge point fails and heals.
 */
final class Demo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  /** Between two services of a driver (spec §4, rule 11). */
  private static final Duration PAUSE = Duration.ofSeconds(4);

  /** How long a vehicle stays plugged in: from here up to twice as long. */
  private static final Duration SHORTEST_STAY = Duration.ofSeconds(6);

  /** Enough for a few charge points; each partition of each topic costs files, and so a start. */
  private static final int PARTITIONS = 6;

  /** Enough for drivers that charge all afternoon; then they have to think of topping up. */
  private static final Money OPENING_BALANCE = new Money(5_000_00);

  private static final Duration START_PATIENCE = Duration.ofMinutes(1);
  private static final Duration CHARGE_POINT_PATIENCE = Duration.ofSeconds(10);

  /** It guards nothing here: the demo's Central listens on loopback and lives for minutes. */
  private static final String SECRET = "demo";

  /** The operator's, for the web page; easy to type, for the same reason. */
  private static final String TOKEN = "demo";

  private final DemoConfig config;
  private final BooleanSupplier stopping;
  private final EmbeddedBroker broker;
  private final Central central;
  private final List<Engine> engines = new ArrayList<>();
  private final List<AutoCloseable> monitors = new ArrayList<>();
  private final List<AutoCloseable> drivers = new ArrayList<>();

  private Demo(DemoConfig config, Consumer<String> onFailure, BooleanSupplier stopping)
      throws InterruptedException {
    this.config = config;
    this.stopping = stopping;
    makeFolder(config.data());
    broker =
        EmbeddedBroker.start(BrokerSettings.local(config.data().resolve("broker"), 0), onFailure);
    central = openCentral(onFailure);
  }

  /**
   * Starts everything; returns when Central takes requests and the drivers ask.
   *
   * @param view shows what the drivers hear; called by one thread for each driver
   * @param onFailure told in one line, from any thread, that it cannot go on
   * @param stopping asked between the steps: once it is true, no more are taken
   * @throws UserError if the folder cannot be used
   */
  static Demo start(
      DemoConfig config, DriverView view, Consumer<String> onFailure, BooleanSupplier stopping)
      throws InterruptedException {
    Demo demo = new Demo(config, onFailure, stopping);
    boolean complete = false;
    try {
      demo.startNetwork(view);
      complete = true;
      return demo;
    } finally {
      if (!complete) {
        demo.close();
      }
    }
  }

  Central central() {
    return central;
  }

  private Central openCentral(Consumer<String> onFailure) throws InterruptedException {
    try {
      Topics _ = Topics.ensure(broker.bootstrap(), PARTITIONS);
      return Central.open(
          new CentralConfig(
              broker.bootstrap(),
              loopback(0),
              config.http(),
              loopback(0),
              loopback(0),
              config.data().resolve("ev.db"),
              // From other machines nobody is to guess it.
              Optional.of(TOKEN).filter(_ -> config.http().getAddress().isLoopbackAddress()),
              Optional.empty(),
              Optional.of(OPENING_BALANCE)),
          onFailure);
    } catch (RuntimeException | InterruptedException e) {
      broker.close();
      throw e;
    }
  }

  private void startNetwork(DriverView view) throws InterruptedException {
    List<DemoPlace> places = DemoPlace.places(config.chargePoints());
    for (int i = 0; i < places.size(); i++) {
      engines.add(startEngine(places.get(i), i));
    }
    await(central::isRunning, START_PATIENCE);
    for (int i = 0; i < places.size(); i++) {
      monitors.add(startMonitor(places.get(i), engines.get(i)));
    }
    // A driver who comes too early would be told that there is no such charge point.
    await(this::allAvailable, CHARGE_POINT_PATIENCE);
    for (int i = 1; i <= config.drivers() && !stopping.getAsBoolean(); i++) {
      drivers.add(startDriver(new DriverId("D" + i), shuffled(places, i), view));
    }
    drivers.add(PassingFaults.begin(engines));
  }

  private void await(BooleanSupplier condition, Duration patience) throws InterruptedException {
    long untilNanos = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()
        && !stopping.getAsBoolean()
        && System.nanoTime() - untilNanos < 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private boolean allAvailable() {
    return central.screen().snapshot().chargePoints().stream()
            .filter(chargePoint -> chargePoint.status() == ChargePointStatus.AVAILABLE)
            .count()
        == config.chargePoints();
  }

  private Engine startEngine(DemoPlace place, int index) {
    Duration stay = SHORTEST_STAY.plusSeconds(index * 5L % SHORTEST_STAY.toSeconds());
    EngineRules rules = new EngineRules(place.powerW(), config.speed(), Optional.of(stay), index);
    return Engine.start(
        new EngineConfig(loopback(0), broker.bootstrap(), folder("engine-" + place.id()), rules),
        line -> LOG.debug("chargePoint={} engine: {}", place.id(), line));
  }

  private Monitor startMonitor(DemoPlace place, Engine engine) {
    return Monitor.start(
        MonitorConfig.of(
            loopback(engine.port()),
            loopback(central.monitorPort()),
            place.id(),
            SECRET,
            place.place(),
            place.tariff(),
            place.powerW()));
  }

  /** Works through a services file of its own, as {@code ev driver batch} does. */
  private Driver startDriver(DriverId id, List<DemoPlace> places, DriverView view) {
    Path file = config.data().resolve("services-" + id + ".txt");
    List<ChargePointId> services = writeAndRead(file, places);
    return Driver.start(
        new DriverConfig(
            broker.bootstrap(), id, folder("driver-" + id), services, new Batch.Plan(PAUSE, true)),
        view);
  }

  private static List<DemoPlace> shuffled(List<DemoPlace> places, int seed) {
    List<DemoPlace> shuffled = new ArrayList<>(places);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  private static List<ChargePointId> writeAndRead(Path file, List<DemoPlace> places) {
    try {
      Files.write(file, places.stream().map(place -> place.id().value()).toList());
      return BatchFile.of(Files.readAllLines(file)).services();
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + e, e);
    }
  }

  private Path folder(String name) {
    return config.data().resolve(name);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UserError("the folder " + folder + " cannot be made: " + e, e);
    }
  }

  /** Whoever needs somebody goes before them: drivers, Monitors, Engines, Central, Kafka. */
  @Override
  public void close() {
    Closing.together(drivers);
    Closing.together(monitors);
    Closing.together(engines);
    central.close();
    broker.close();
  }
}
