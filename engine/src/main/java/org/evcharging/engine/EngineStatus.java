package org.evcharging.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.evcharging.engine.core.Decision;
import org.evcharging.engine.core.Effect;
import org.evcharging.engine.core.EngineCore;
import org.evcharging.engine.core.EngineState;
import org.evcharging.engine.core.Input;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.engine.journal.SupplyJournal;
import org.evcharging.engine.kafka.EventOutbox;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;
import org.evcharging.lock.RankedLock;
import org.evcharging.message.EngineEvent;
import org.evcharging.model.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Engine's state, and the only place that changes it. Commands from Kafka, the Monitor's frames,
 * the prompt and the clock all come here, each on a thread of its own; the lock makes of them one
 * sequence. It closes the race of, say, an unplug with the battery that is just full: one of them
 * ends the session, the other finds it ended.
 *
 * <p>Under the lock nothing blocks: effects are put into queues, in the order decided, and carried
 * out by others. Thread-safe.
 */
public final class EngineStatus {
  private static final Logger log = LoggerFactory.getLogger(EngineStatus.class);

  /** As long as Central keeps what Kafka has acknowledged. */
  private static final Duration KAFKA_MAY_LOSE = Duration.ofMinutes(1);

  private final EngineCore core;
  private final EventOutbox events;
  private final SupplyJournal journal;
  private final Consumer<String> words;
  private final ScheduledExecutorService scheduler;
  private final LongSupplier nanoClock;

  private final RankedLock lock;

  @GuardedBy("lock")
  private EngineState state;

  /** Done when the newest journal entry is on the disk, and so all before it. */
  @GuardedBy("lock")
  private CompletableFuture<Void> recorded = CompletableFuture.completedFuture(null);

  /** When the next tick is due; a plan for later that this one overtook is ignored. */
  @GuardedBy("lock")
  private OptionalLong plannedNanos = OptionalLong.empty();

  /**
   * @param words takes lines for people, under the lock: must not block
   * @param scheduler for the ticks; may be shared by many Engines, for a tick never blocks
   * @param nanoClock monotonic, from 0 up
   */
  public EngineStatus(
      EngineCore core,
      EngineState start,
      EventOutbox events,
      SupplyJournal journal,
      Consumer<String> words,
      ScheduledExecutorService scheduler,
      LongSupplier nanoClock) {
    this(core, start, events, journal, words, scheduler, nanoClock, Locks.REAL);
  }

  EngineStatus(
      EngineCore core,
      EngineState start,
      EventOutbox events,
      SupplyJournal journal,
      Consumer<String> words,
      ScheduledExecutorService scheduler,
      LongSupplier nanoClock,
      Locks locks) {
    this.core = core;
    this.state = start;
    this.events = events;
    this.journal = journal;
    this.words = words;
    this.scheduler = scheduler;
    this.nanoClock = nanoClock;
    this.lock = locks.lock(LockRank.STATUS, "engine status");
  }

  /**
   * Takes one input. When it returns, the input is in force and what follows from it is on its way.
   *
   * @return why it was refused, if it was
   */
  public Optional<String> apply(Input input) {
    Decision decision;
    OptionalLong wake;
    lock.lock();
    try {
      // Read under the lock, so that time never goes back from one decision to the next.
      decision = core.decide(state, input, nanoClock.getAsLong());
      state = decision.state();
      for (Effect effect : decision.effects()) {
        carryOut(effect);
      }
      wake = planTick();
    } finally {
      lock.unlock();
    }
    wake.ifPresent(this::scheduleTick);
    return decision.refusal();
  }

  /** The state as it is now. */
  public EngineState state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  /** What the lock has cost. */
  public LockReport lockReport() {
    return lock.report();
  }

  @GuardedBy("lock")
  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Keep keep -> recorded = journal.append(keep.entry());
      case Effect.Send send -> send(send.event());
      case Effect.Ask ask -> {
        if (!events.add(ask.request())) {
          words.accept("Request dropped: Kafka has been away for too long; ask again later");
        }
      }
      case Effect.Say say -> words.accept(say.line());
      case Effect.Refuse refuse -> words.accept(refuse.line());
    }
  }

  /**
   * An end leaves only once a crash cannot make it another one. While the disk fails it waits:
   * Central then ends the session with the last reading that it has, and is corrected later.
   */
  @GuardedBy("lock")
  private void send(EngineEvent event) {
    if (event instanceof EngineEvent.Ended) {
      SessionId session = event.origin().sessionId();
      CompletableFuture<Void> _ =
          events.addAfter(recorded, event).thenRun(() -> noteLater(new JournalEntry.Told(session)));
    } else {
      events.add(event);
    }
  }

  /** A minute later: until then Kafka may lose in a power cut what it has acknowledged. */
  private void noteLater(JournalEntry.Told told) {
    schedule(
        () -> {
          CompletableFuture<Void> _ = journal.append(told);
        },
        KAFKA_MAY_LOSE.toNanos());
  }

  /** Plans the next tick, unless one is planned that comes early enough. */
  @GuardedBy("lock")
  private OptionalLong planTick() {
    long dueNanos = core.nextDueNanos(state);
    if (dueNanos == EngineCore.NEVER
        || (plannedNanos.isPresent() && plannedNanos.getAsLong() <= dueNanos)) {
      return OptionalLong.empty();
    }
    plannedNanos = OptionalLong.of(dueNanos);
    return plannedNanos;
  }

  private void scheduleTick(long dueNanos) {
    schedule(() -> tick(dueNanos), Math.max(0, dueNanos - nanoClock.getAsLong()));
  }

  private void schedule(Runnable task, long delayNanos) {
    try {
      Future<?> _ = scheduler.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The program is ending: Shutdown has ended, or will end, whatever a tick would have; an end
      // that is not noted as told is told once more.
      log.debug("task dropped reason=\"scheduler is shut down\"", e);
    }
  }

  private void tick(long dueNanos) {
    if (takePlanned(dueNanos)) {
      apply(new Input.Tick());
    }
  }

  /** Only the newest plan ticks, or each overtaken one would begin a series of its own. */
  private boolean takePlanned(long dueNanos) {
    lock.lock();
    try {
      boolean newest = plannedNanos.isPresent() && plannedNanos.getAsLong() == dueNanos;
      if (newest) {
        plannedNanos = OptionalLong.empty();
      }
      return newest;
    } finally {
      lock.unlock();
    }
  }
}
