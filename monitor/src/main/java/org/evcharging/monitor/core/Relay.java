package org.evcharging.monitor.core;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evcharging.wire.MonitorToCentral;
import org.evcharging.wire.MonitorToEngine;

/**
 * Central's commands on their way to the Engine, and the Engine's answers on their way back (spec
 * §4, rule 12). Each command gets one answer. The newest command is what Central wants: an Engine
 * that becomes ready later hears it then. For one thread.
 */
final class Relay {
  /** Shorter than the 5 s after which Central stops waiting, so that it learns why. */
  static final Duration ANSWER_PATIENCE = Duration.ofSeconds(4);

  private static final int MAX_PENDING = 64;

  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private Optional<Command> wanted = Optional.empty();

  /** One of Central's commands. */
  record Command(Kind kind, String id) {
    enum Kind {
      STOP,
      RESUME
    }

    MonitorToEngine toEngine() {
      return switch (kind) {
        case STOP -> new MonitorToEngine.Stop(id);
        case RESUME -> new MonitorToEngine.Resume(id);
      };
    }

    @Override
    public String toString() {
      return kind + " " + id;
    }
  }

  private record Pending(Command command, long deadlineNanos) {}

  /** Passes a command on; the Engine is ready. */
  void pass(Command command, CentralSide central, long nowNanos, Effects effects) {
    wanted = Optional.of(command);
    if (pending.size() >= MAX_PENDING) {
      fail(command, "the engine owes " + MAX_PENDING + " answers already", central, effects);
      return;
    }
    pending.put(command.id(), new Pending(command, nowNanos + ANSWER_PATIENCE.toNanos()));
    effects.toEngine(command.toEngine());
  }

  /** Answers a command that cannot be passed on now. */
  void keep(Command command, String reason, CentralSide central, Effects effects) {
    wanted = Optional.of(command);
    fail(command, reason, central, effects);
  }

  /** The Engine is ready: it may have missed the newest command, or forgotten it. */
  void engineReady(CentralSide central, long nowNanos, Effects effects) {
    wanted.ifPresent(command -> pass(command, central, nowNanos, effects));
  }

  void done(String commandId, CentralSide central, Effects effects) {
    take(commandId)
        .ifPresent(command -> {
          effects.say(command + " → engine: done");
          central.send(new MonitorToCentral.Done(commandId), effects);
        });
  }

  void failed(String commandId, String reason, CentralSide central, Effects effects) {
    take(commandId).ifPresent(command -> fail(command, reason, central, effects));
  }

  void engineLost(CentralSide central, Effects effects) {
    List<Pending> lost = List.copyOf(pending.values());
    pending.clear();
    lost.forEach(one -> fail(one.command(), "engine lost before it answered", central, effects));
  }

  void expire(long nowNanos, CentralSide central, Effects effects) {
    for (Pending one : List.copyOf(pending.values())) {
      if (nowNanos - one.deadlineNanos() >= 0) {
        pending.remove(one.command().id());
        String reason = "no answer from the engine for " + ANSWER_PATIENCE.toSeconds() + " s";
        fail(one.command(), reason, central, effects);
      }
    }
  }

  private Optional<Command> take(String commandId) {
    return Optional.ofNullable(pending.remove(commandId)).map(Pending::command);
  }

  private static void fail(Command command, String reason, CentralSide central, Effects effects) {
    effects.say(command + " → engine: failed: " + reason);
    central.send(new MonitorToCentral.Failed(command.id(), reason), effects);
  }
}
