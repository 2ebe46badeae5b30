package org.evcharging.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.evcharging.console.Lines;
import org.evcharging.console.UserError;
import org.evcharging.engine.core.EngineCore;
import org.evcharging.engine.core.EngineState;
import org.evcharging.engine.core.Input;
import org.evcharging.engine.core.Remembered;
import org.evcharging.engine.journal.EngineFolder;
import org.evcharging.engine.journal.SupplyJournal;
import org.evcharging.engine.kafka.EventOutbox;
import org.evcharging.engine.kafka.KafkaCommandSource;
import org.evcharging.engine.kafka.KafkaEventSink;
import org.evcharging.engine.prompt.PromptedEngine;
import org.evcharging.engine.tcp.MonitorServer;
import org.evcharging.lock.LockReport;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Engine: it listens for its Monitor, follows its commands in Kafka, and charges
 * simulated vehicles. What a person could do at its prompt, a program does by these methods; each
 * gives back why it was refused, if it was. Thread-safe.
 */
public final class Engine implements PromptedEngine, AutoCloseable {
  /** Of the five seconds that a program has to end, what the parts may take at the same time. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  private final EngineFolder folder;
  private final Lines lines;
  private final SupplyJournal journal;
  private final EventOutbox outbox;
  private final EngineStatus status;
  private final MonitoredEngine monitored;
  private final MonitorServer server;
  private final Runnable closeLinks;

  private Engine(
      EngineConfig config,
      EngineLinks links,
      EngineFolder folder,
      SupplyJournal journal,
      Runnable closeLinks)
      throws IOException {
    long startNanos = System.nanoTime();
    this.folder = folder;
    this.journal = journal;
    this.closeLinks = closeLinks;
    this.lines = new Lines(links.words());
    this.outbox = new EventOutbox(links.events(), links.clock());
    this.status =
        new EngineStatus(
            new EngineCore(config.rules()),
            EngineState.atStart(folder.boot(), 0),
            outbox,
            journal,
            lines,
            links.scheduler(),
            () -> System.nanoTime() - startNanos);
    takeUpThePast();
    this.monitored = new MonitoredEngine(folder, status, outbox, links, lines);
    this.server = begin(config, links);
  }

  /** Before any command or Monitor: what was open in the last run is over by then. */
  private void takeUpThePast() {
    journal.damage().ifPresent(lines::say);
    Remembered past = journal.remembered();
    journal.start(health -> status.apply(new Input.JournalSeen(health)));
    status.apply(new Input.CameBack(past));
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
    EngineLinks links = new EngineLinks(commands, events, scheduler, words, InstantSource.system());
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

  private static Engine start(EngineConfig config, EngineLinks links, Runnable closeLinks) {
    try {
      return startIn(EngineFolder.open(config.data()), config, links, closeLinks);
    } catch (IOException | UncheckedIOException e) {
      closeLinks.run();
      throw new UserError(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      closeLinks.run();
      throw e;
    }
  }

  /** Takes the folder over: if the start fails, it is closed. The links are the caller's then. */
  private static Engine startIn(
      EngineFolder folder, EngineConfig config, EngineLinks links, Runnable closeLinks)
      throws IOException {
    try {
      return new Engine(config, links, folder, folder.openJournal(), closeLinks);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private MonitorServer begin(EngineConfig config, EngineLinks links) throws IOException {
    try {
      monitored.begin();
      return MonitorServer.start(config.listen(), monitored, links.scheduler());
    } catch (IOException | RuntimeException e) {
      closeAllAtOnce(List.of(monitored::close, this::closeOutboxThenJournal));
      lines.close();
      throw e;
    }
  }

  /** Which charge point it is, once a Monitor has said it. */
  public Optional<ChargePointId> chargePointId() {
    return folder.chargePoint();
  }

  /** The port on which it listens for its Monitor. */
  public int port() {
    return server.port();
  }

  /** All it knows. */
  public EngineState state() {
    return status.state();
  }

  /** How many records Kafka has not taken yet. */
  public int unsent() {
    return outbox.size();
  }

  /** What its lock has cost. */
  public LockReport lockReport() {
    return status.lockReport();
  }

  @Override
  public String describe() {
    String id = chargePointId().map(Object::toString).orElse("No charge point yet");
    String unsent = unsent() > 0 ? "; " + unsent() + " events wait for Kafka" : "";
    return id + ": " + state().describe() + unsent;
  }

  @Override
  public Optional<String> plug() {
    return status.apply(new Input.Plug());
  }

  @Override
  public Optional<String> unplug() {
    return status.apply(new Input.Unplug());
  }

  @Override
  public void fault(String reason) {
    status.apply(new Input.Fault(reason));
  }

  @Override
  public void recover() {
    status.apply(new Input.Recover());
  }

  @Override
  public Optional<String> request(DriverId driver) {
    Optional<ChargePointId> id = chargePointId();
    if (id.isEmpty()) {
      String why = "No new supply: no Monitor has said yet which charge point this is";
      lines.say(why);
      return Optional.of(why);
    }
    RequestId request = new RequestId(UUID.randomUUID().toString());
    return status.apply(
        new Input.Request(new StartCharging(request, driver.value(), id.get().value())));
  }

  /** Ends a supply with its final reading, sends what waits, and closes everything. */
  @Override
  public void close() {
    status.apply(new Input.Shutdown());
    closeAllAtOnce(List.of(server::close, monitored::close, this::closeOutboxThenJournal));
    closeLinks.run();
    lines.close();
    try {
      folder.close();
    } catch (IOException e) {
      log.warn("folder not closed reason=\"{}\"", e.getMessage());
    }
  }

  /** Whatever the outbox still gets through is noted as told. */
  private void closeOutboxThenJournal() {
    outbox.close();
    journal.close();
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
