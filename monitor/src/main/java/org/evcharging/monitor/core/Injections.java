package org.evcharging.monitor.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.evcharging.monitor.core.Script.Step;
import org.evcharging.wire.MonitorToEngine;

/**
 * Puts faults in: those asked for at once, those of the script when their time has come. For one
 * thread.
 */
final class Injections {
  private final EngineSide engine;
  private final CentralSide central;
  private final long startNanos;
  private final Deque<Step> planned;

  Injections(EngineSide engine, CentralSide central, Script script, long startNanos) {
    this.engine = engine;
    this.central = central;
    this.startNanos = startNanos;
    this.planned = new ArrayDeque<>(script.steps());
  }

  /** Does it and says so to whoever asked, or says why not. */
  void asked(Injection injection, long nowNanos, Effects effects) {
    inject(injection, nowNanos, effects)
        .ifPresentOrElse(
            why -> effects.refuse("not done: " + why), () -> effects.accept(injection.words()));
  }

  /** Does what the script has planned for up to now. */
  void runScript(long nowNanos, Effects effects) {
    while (!planned.isEmpty() && nowNanos - dueNanos(planned.getFirst()) >= 0) {
      Injection injection = planned.removeFirst().injection();
      inject(injection, nowNanos, effects)
          .ifPresent(why -> effects.say("script: " + injection.command() + " not done: " + why));
    }
  }

  /** When the script goes on, if that is before. */
  long nextDueNanos(long beforeNanos) {
    if (planned.isEmpty()) {
      return beforeNanos;
    }
    long due = dueNanos(planned.getFirst());
    return due - beforeNanos < 0 ? due : beforeNanos;
  }

  private long dueNanos(Step step) {
    return startNanos + step.at().toNanos();
  }

  private Optional<String> inject(Injection injection, long nowNanos, Effects effects) {
    Optional<String> refusal =
        switch (injection) {
          case Injection.Fault(String reason) ->
              tellEngine(new MonitorToEngine.Fault(reason), effects);
          case Injection.Recover() -> tellEngine(new MonitorToEngine.Recover(), effects);
          case Injection.Freeze(int seconds) ->
              tellEngine(new MonitorToEngine.Freeze(seconds), effects);
          case Injection.Slow(int millis) -> tellEngine(new MonitorToEngine.Slow(millis), effects);
          case Injection.Disconnect(int seconds) -> {
            central.keepAway(Duration.ofSeconds(seconds), nowNanos, effects);
            yield Optional.empty();
          }
        };
    if (refusal.isEmpty()) {
      effects.say("injected: " + injection.words());
    }
    return refusal;
  }

  private Optional<String> tellEngine(MonitorToEngine message, Effects effects) {
    if (!engine.hears()) {
      return Optional.of(engine.whyDeaf());
    }
    effects.toEngine(message);
    return Optional.empty();
  }
}
