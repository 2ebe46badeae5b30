package org.evcharging.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.evcharging.engine.core.EngineState;
import org.evcharging.engine.core.Input;
import org.evcharging.engine.journal.EngineDisk;
import org.evcharging.engine.kafka.CommandSource.Feed;
import org.evcharging.engine.kafka.EventOutbox;
import org.evcharging.engine.tcp.WatchedEngine;
import org.evcharging.message.EngineCommand;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.evcharging.model.Supply;
import org.evcharging.wire.EngineToMonitor;

/**
 * The Engine as its Monitor sees it: its id, whether Kafka's commands reach it, its health. It
 * follows the commands from the moment it knows its id.
 */
final class MonitoredEngine implements WatchedEngine, AutoCloseable {
  private final EngineDisk disk;
  private final EngineStatus status;
  private final EventOutbox outbox;
  private final EngineLinks links;
  private final CompletableFuture<ChargePointId> ready = new CompletableFuture<>();

  /** Written at the start, or later by the one Monitor's thread. */
  private volatile Optional<Feed> feed = Optional.empty();

  MonitoredEngine(EngineDisk disk, EngineStatus status, EventOutbox outbox, EngineLinks links) {
    this.disk = disk;
    this.status = status;
    this.outbox = outbox;
    this.links = links;
  }

  /** Follows its commands, if it knows already who it is. To be called once, before anything. */
  void begin() {
    disk.chargePoint().ifPresent(this::follow);
  }

  @Override
  public Optional<String> become(ChargePointId id) {
    Optional<ChargePointId> mine = disk.chargePoint();
    if (mine.isPresent()) {
      return mine.get().equals(id)
          ? Optional.empty()
          : Optional.of(
              "this engine is " + mine.get() + ", not " + id + "; use another engine, or --data");
    }
    try {
      disk.adopt(id);
    } catch (IOException e) {
      return Optional.of("the engine cannot write its id to its disk: " + e.getMessage());
    }
    links.words().accept("This is charge point " + id + " from now on");
    follow(id);
    return Optional.empty();
  }

  @Override
  public CompletableFuture<ChargePointId> ready() {
    return ready;
  }

  @Override
  public EngineToMonitor health() {
    if (!ready.isDone()) {
      return new EngineToMonitor.Ko(
          "waiting for " + feed.map(Feed::waitingFor).orElse("its Monitor"));
    }
    EngineState state = status.state();
    return switch (state.conditions().health()) {
      case Health.Ko ko -> new EngineToMonitor.Ko(ko.reason());
      case Health.Ok _ ->
          new EngineToMonitor.Ok(
              state
                  .supply()
                  .map(supply ->
                      new Supply(supply.session().sessionId(), supply.charge().energy())));
    };
  }

  @Override
  public void take(Input input) {
    status.apply(input);
  }

  /** Takes no more commands. */
  @Override
  public void close() {
    feed.ifPresent(Feed::close);
  }

  private void follow(ChargePointId id) {
    Feed commands = links.commands().follow(id, disk.position(), this::obey, links.words());
    feed = Optional.of(commands);
    CompletableFuture<Void> _ =
        commands
            .ready()
            .thenRun(() -> {
              if (ready.complete(id)) {
                links.words().accept("Ready: " + id + " receives commands from Kafka");
              }
            });
  }

  private void obey(EngineCommand command) {
    try {
      outbox.awaitRoom();
      status.apply(new Input.Command(command));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
