package org.evcharging.simulation.cast;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.evcharging.engine.BareEngine;
import org.evcharging.engine.EngineLinks;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.engine.journal.EngineDisk;
import org.evcharging.engine.kafka.KafkaCommandSource;
import org.evcharging.engine.kafka.KafkaEventSink;
import org.evcharging.engine.tcp.Conversation;
import org.evcharging.engine.tcp.Conversations;
import org.evcharging.model.RequestId;
import org.evcharging.simulation.disk.EngineStorage;
import org.evcharging.simulation.kafka.Access;
import org.evcharging.simulation.net.Ears;
import org.evcharging.simulation.net.Socket;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.LifeScheduler;
import org.evcharging.simulation.world.Loop;
import org.evcharging.simulation.world.Machine;

/** A life of an Engine: the real one, with loops where its threads are. */
final class SimulatedEngine implements Program {
  /** What has nothing to do is asked again by nobody but its own wake-ups. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Life life;
  private final EngineStorage storage;
  private final Surroundings around;
  private final Chance chance;
  private final EngineDisk disk;
  private final BareEngine engine;
  private final Loop outbox;
  private final Loop journal;
  private int seenInOutbox;
  private boolean justSent;

  SimulatedEngine(
      Machine machine,
      String address,
      EngineRules rules,
      EngineStorage storage,
      Surroundings around,
      Chance chance) {
    this.life = new Life(machine);
    this.storage = storage;
    this.around = around;
    this.chance = chance;
    this.disk = storage.open();
    Access kafka = new Access(around.kafka(), machine, life, around.mishaps());
    EngineLinks links =
        new EngineLinks(
            new KafkaCommandSource(Access.BOOTSTRAP, kafka.tails()),
            new KafkaEventSink(Access.BOOTSTRAP, machine.name(), kafka.clients()),
            new LifeScheduler(life),
            words -> life.trace(() -> words),
            life.clocks(),
            () -> new RequestId("at-" + chance.hex(16)));
    this.engine = new BareEngine(rules, disk, links);
    this.outbox = new Loop(life, IDLE, this::send);
    this.journal = new Loop(life, IDLE, disk.journal());
    life.trace(() -> "starts, for the " + disk.boot() + ". time");
    life.live(engine::begin);
    life.afterEach(this::look);
    look();
    around.network().listen(life, machine, address, this::accept);
    watch();
  }

  private Duration send(Duration patience) throws InterruptedException {
    Duration pause = engine.outbox().step(patience);
    seenInOutbox = engine.outbox().size();
    justSent = true;
    return pause;
  }

  /** Wakes the loops that may have something to do now. */
  private void look() {
    int inOutbox = engine.outbox().size();
    // What its own step could not send waits for something else to happen.
    if (inOutbox > 0 && (!justSent || inOutbox > seenInOutbox)) {
      outbox.wake(around.delays().scheduling());
    }
    justSent = false;
    if (!disk.journal().isIdle()) {
      journal.wake(around.delays().disk());
    }
  }

  private void watch() {
    var _ =
        life.after(
            Conversations.WATCH_INTERVAL.toNanos(),
            () -> {
              engine.conversations().watch().forEach(Conversation::leave);
              watch();
            });
  }

  private Ears accept(Socket socket) {
    Conversation conversation = engine.conversations().open(socket);
    return new Ears() {
      @Override
      public CompletableFuture<Void> hear(String payload) {
        conversation.hear(payload);
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public void ended(boolean goodbye, String reason) {
        conversation.ended();
      }
    };
  }

  BareEngine engine() {
    return engine;
  }

  @Override
  public Life life() {
    return life;
  }

  @Override
  public void stop() {
    engine.shutDown();
    engine.conversations().leaveAll();
    engine.close();
  }

  /** A write that is under way stops somewhere. */
  @Override
  public void dying() {
    if (!disk.journal().isIdle() && chance.oneIn(2)) {
      around.tally().fault(FaultKind.JOURNAL_TORN);
      storage.journal().tearNextWrite(true);
      try {
        var _ = disk.journal().step(Duration.ZERO);
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts anybody here", e);
      } finally {
        storage.journal().tearNextWrite(false);
      }
    }
  }
}
