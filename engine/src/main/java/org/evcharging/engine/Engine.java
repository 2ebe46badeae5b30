package org.evcharging.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.evcharging.console.Lines;
import org.evcharging.console.UserError;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.engine.core.EngineState;
import org.evcharging.engine.journal.EngineDisk;
import org.evcharging.engine.journal.OwnDisk;
import org.evcharging.engine.kafka.KafkaCommandSource;
import org.evcharging.engine.kafka.KafkaEventSink;
import org.evcharging.engine.prompt.PromptedEngine;
import org.evcharging.engine.tcp.MonitorServer;
import org.evcharging.lock.LockReport;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.time.Clocks;

/**
 * A running Engine: it listens for its Monitor, follows its commands in Kafka, and charges
 * simulated vehicles. What a person could do at its prompt, a program does by these methods; each
 * gives back why it was refused, if it was. Thread-safe.
 */
public final class Engine implements PromptedEngine, AutoCloseable {
  /** Of the five seconds that a program has to end, what the parts may take at the same time. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  private final EngineDisk disk;
  private final Lines lines;
  private final BareEngine bare;
  private final MonitorServer server;
  private final Runnable closeLinks;

  private Engine(
      InetSocketAddress listen,
      EngineRules rules,
      EngineDisk disk,
      EngineLinks links,
      Runnable closeLinks)
      throws IOException {
    this.disk = disk;
    this.closeLinks = closeLinks;
    this.lines = new Lines(links.words());
    this.bare = new BareEngine(rules, disk, links.saying(lines::say));
    this.server = begin(listen, links);
  }

  /**
   * Starts an Engine with Kafka clients and a scheduler of its own, whether Kafka is there or not.
   *
   * @param words takes its lines for people, one at a time
   * @throws UserError if its folder or its port cannot be used
   */
  public static Engine start(EngineConfig config, Consumer<String> words) {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("engine-clock").factory());
    scheduler.setRemoveOnCancelPolicy(true);
    KafkaCommandSource commands = new KafkaCommandSource(config.bootstrap());
    KafkaEventSink events =
        new KafkaEventSink(config.bootstrap(), "engine-" + config.listen().getPort());
    Runnable closeLinks =
        () -> {
          events.close();
          commands.close();
          scheduler.shutdownNow();
        };
    EngineLinks links = new EngineLinks(commands, events, scheduler, words, Clocks.system());
    return start(config, links, closeLinks);
  }

  /**
   * Starts an Engine on links that it may share with others and does not close.
   *
   * @throws UserError if its folder or its port cannot be used
   */
  public static Engine start(EngineConfig config, EngineLinks links) {
    return start(config, links, () -> {});
  }

  /**
   * Starts an Engine on a disk and links that it may share with others. It closes the disk, as far
   * as that is its own, and no links.
   *
   * @param listen where its Monitor connects to; port 0: any that is free
   * @throws UserError if it cannot listen there
   */
  public static Engine start(
      InetSocketAddress listen, EngineRules rules, EngineDisk disk, EngineLinks links) {
    try {
      return startOn(disk, listen, rules, links, () -> {});
    } catch (IOException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private static Engine start(EngineConfig config, EngineLinks links, Runnable closeLinks) {
    try {
      return startOn(
          OwnDisk.open(config.data()), config.listen(), config.rules(), links, closeLinks);
    } catch (IOException | UncheckedIOException e) {
      closeLinks.run();
      throw new UserError(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      closeLinks.run();
      throw e;
    }
  }

  /** Takes the disk over: if the start fails, it is closed. The links are the caller's then. */
  private static Engine startOn(
      EngineDisk disk,
      InetSocketAddress listen,
      EngineRules rules,
      EngineLinks links,
      Runnable closeLinks)
      throws IOException {
    try {
      return new Engine(listen, rules, disk, links, closeLinks);
    } catch (IOException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  private MonitorServer begin(InetSocketAddress listen, EngineLinks links) throws IOException {
    try {
      bare.outbox().start();
      bare.begin();
      return MonitorServer.start(listen, bare.conversations(), links.scheduler());
    } catch (IOException | RuntimeException e) {
      closeAllAtOnce(List.of(bare::close, bare.outbox()::close));
      lines.close();
      throw e;
    }
  }

  /** Which charge point it is, once a Monitor has said it. */
  public Optional<ChargePointId> chargePointId() {
    return disk.chargePoint();
  }

  /** The port on which it listens for its Monitor. */
  public int port() {
    return server.port();
  }

  /** All it knows. */
  public EngineState state() {
    return bare.status().state();
  }

  /** How many records Kafka has not taken yet. */
  public int unsent() {
    return bare.outbox().size();
  }

  /** What its lock has cost. */
  public LockReport lockReport() {
    return bare.status().lockReport();
  }

  @Override
  public String describe() {
    return bare.describe();
  }

  @Override
  public Optional<String> plug() {
    return bare.plug();
  }

  @Override
  public Optional<String> unplug() {
    return bare.unplug();
  }

  @Override
  public void fault(String reason) {
    bare.fault(reason);
  }

  @Override
  public void recover() {
    bare.recover();
  }

  @Override
  public Optional<String> request(DriverId driver) {
    return bare.request(driver);
  }

  /** Ends a supply with its final reading, sends what waits, and closes everything. */
  @Override
  public void close() {
    bare.shutDown();
    closeAllAtOnce(List.of(server::close, bare::close, bare.outbox()::close));
    // After the outbox: whatever that still got through is noted as told.
    disk.close();
    closeLinks.run();
    lines.close();
  }

  private static void closeAllAtOnce(List<Runnable> parts) {
    List<Thread> closers = parts.stream().map(Thread::startVirtualThread).toList();
    long untilNanos = System.nanoTime() + CLOSE_PATIENCE.toNanos();
    try {
      for (Thread closer : closers) {
        boolean _ = closer.join(Duration.ofNanos(Math.max(1, untilNanos - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
