package org.evcharging.launcher.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.evcharging.console.UserError;
import org.evcharging.engine.Engine;
import org.evcharging.engine.EngineLinks;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.engine.journal.FleetDisk;
import org.evcharging.engine.kafka.EventSink;
import org.evcharging.engine.kafka.KafkaEventSink;
import org.evcharging.engine.kafka.SharedCommandSource;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.launcher.program.Closing;
import org.evcharging.monitor.Monitor;
import org.evcharging.monitor.MonitorConfig;
import org.evcharging.time.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many charge points, each an Engine and a Monitor that talk by TCP with each other and with
 * Central, and their drivers. All share one Kafka producer and one consumer for the Engines, one of
 * each for the drivers, one journal and one clock. Thread-safe.
 */
final class Fleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

  /** Ticks are microseconds; a second thread keeps one slow task from delaying all. */
  private static final int CLOCK_THREADS = 2;

  /** How long an Engine's word may wait for those of others: a network has this of delay, too. */
  private static final Duration GATHERING = Duration.ofMillis(20);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final FleetConfig config;
  private final Consumer<String> words;
  private final FleetDisk disk;
  private final ScheduledThreadPoolExecutor clock;
  private final SharedCommandSource commands;
  private final EventSink events;
  private final Outcomes outcomes = new Outcomes();
  private final List<ChargePointInFleet> chargePoints = new ArrayList<>();
  private Optional<Visitors> visitors = Optional.empty();

  private Fleet(FleetConfig config, FleetDisk disk, Consumer<String> words) {
    this.config = config;
    this.words = words;
    this.disk = disk;
    this.clock =
        new ScheduledThreadPoolExecutor(
            CLOCK_THREADS, Thread.ofPlatform().daemon().name("fleet-clock-", 1).factory());
    clock.setRemoveOnCancelPolicy(true);
    this.commands = SharedCommandSource.start(config.bootstrap(), words);
    this.events =
        new KafkaEventSink(
            config.bootstrap(), "ev-fleet-" + config.prefix(), KafkaClients.gathering(GATHERING));
  }

  /**
   * Starts it, whether Kafka and Central are there or not.
   *
   * @param words takes lines for people, and must not block
   * @param stopping asked between the steps: once it is true, no more are taken
   * @throws UserError if there are too few file descriptors, or the folder cannot be used
   */
  static Fleet start(FleetConfig config, Consumer<String> words, BooleanSupplier stopping) {
    Descriptors.now().require(config.chargePoints());
    Fleet fleet = new Fleet(config, openDisk(config), words);
    boolean complete = false;
    try {
      fleet.begin(stopping);
      complete = true;
      return fleet;
    } finally {
      if (!complete) {
        fleet.close();
      }
    }
  }

  private static FleetDisk openDisk(FleetConfig config) {
    try {
      long seconds = InstantSource.system().instant().getEpochSecond();
      return FleetDisk.open(config.data(), config.chargePoints(), seconds);
    } catch (IOException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private void begin(BooleanSupplier stopping) {
    disk.damage().ifPresent(words);
    for (FleetPlace place : FleetPlace.places(config.prefix(), config.chargePoints())) {
      if (stopping.getAsBoolean()) {
        return;
      }
      chargePoints.add(startChargePoint(place));
    }
    if (!config.habits().faults().isNothing()) {
      PlannedFaults.begin(chargePoints, clock);
    }
    if (!config.habits().busy().isNothing()) {
      visitors =
          Optional.of(
              Visitors.start(config.prefix(), config.bootstrap(), chargePoints, outcomes, clock));
    }
    Attendance attendance = new Attendance(config.chargePoints(), words);
    every(LOOK, () -> attendance.look(connected()));
  }

  private ChargePointInFleet startChargePoint(FleetPlace place) {
    Choices choices = new Choices(config.habits(), place.index());
    EngineRules rules =
        new EngineRules(
            place.powerW(),
            config.habits().speed(),
            Optional.of(choices.stay()),
            choices.vehicleSeed());
    EngineLinks links =
        new EngineLinks(
            commands,
            events,
            clock,
            line -> LOG.debug("chargePoint={} engine: {}", place.id(), line),
            Clocks.system());
    Engine engine = Engine.start(loopback(0), rules, disk.shareOf(place.id()), links);
    return new ChargePointInFleet(place, choices, engine, startMonitor(place, engine));
  }

  private Monitor startMonitor(FleetPlace place, Engine engine) {
    return Monitor.start(
        MonitorConfig.of(
            loopback(engine.port()),
            // Looked up at each attempt to connect, so that a Central that moves is found again.
            InetSocketAddress.createUnresolved(config.central().host(), config.central().port()),
            place.id(),
            config.secret(),
            place.place(),
            place.tariff(),
            place.powerW()));
  }

  /** How it is now. */
  FleetReport report() {
    return FleetReport.of(chargePoints, outcomes);
  }

  private long connected() {
    return chargePoints.stream().filter(ChargePointInFleet::connected).count();
  }

  /** Does something again and again until it is closed; must not block. */
  void every(Duration interval, Runnable task) {
    Future<?> _ =
        clock.scheduleAtFixedRate(
            task, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Whoever needs somebody goes before them: drivers and Monitors, Engines, Kafka's clients. But
   * drivers and Engines may each have to wait for Kafka, so that they do so at the same time.
   */
  @Override
  public void close() {
    List<AutoCloseable> first = new ArrayList<>(List.of(this::closeChargePoints));
    visitors.ifPresent(first::add);
    Closing.together(first);
    clock.shutdownNow();
    Closing.together(List.of(commands, events, disk));
  }

  private void closeChargePoints() {
    Closing.together(chargePoints.stream().map(ChargePointInFleet::monitor).toList());
    Closing.together(chargePoints.stream().map(ChargePointInFleet::engine).toList());
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
