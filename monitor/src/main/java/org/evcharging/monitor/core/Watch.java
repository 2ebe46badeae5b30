package org.evcharging.monitor.core;

import java.util.List;
import java.util.Optional;
import org.evcharging.model.Health;
import org.evcharging.model.Supply;
import org.evcharging.monitor.core.Relay.Command;
import org.evcharging.monitor.core.Relay.Command.Kind;
import org.evcharging.wire.CentralToMonitor;
import org.evcharging.wire.EngineToMonitor;
import org.evcharging.wire.MonitorToCentral.Register;
import org.evcharging.wire.MonitorToEngine;
import org.evcharging.wire.Reachability;

/**
 * A Monitor's watch over one Engine, on behalf of Central. Tell it what happens, do what it says,
 * and come back at {@link #nextDueNanos} at the latest. For one thread; time only ever comes in.
 */
public final class Watch {
  private final EngineSide engine;
  private final CentralSide central;
  private final Injections injections;
  private final Relay relay = new Relay();
  private Optional<Health> health = Optional.empty();
  private Optional<Supply> supply = Optional.empty();

  /**
   * @param registration what Central is told of the charge point
   * @param script its times count from now
   * @param nowNanos on the monotonic clock, as everywhere here
   */
  public Watch(Register registration, Script script, long nowNanos) {
    this.engine = new EngineSide(registration.id(), nowNanos);
    this.central = new CentralSide(registration, nowNanos);
    this.injections = new Injections(engine, central, script, nowNanos);
  }

  /** What is to be done about it, in order. */
  public List<Effect> on(Happening happening, long nowNanos) {
    Effects effects = new Effects();
    Reachability before = central.reachability();
    take(happening, nowNanos, effects);
    injections.runScript(nowNanos, effects);
    relay.expire(nowNanos, central, effects);
    engine.check(nowNanos, effects);
    judge(nowNanos, effects);
    health.ifPresent(known -> central.report(known, supply, nowNanos, effects));
    if (engine.ready() && central.reachability() != before) {
      effects.toEngine(new MonitorToEngine.Central(central.reachability()));
    }
    return effects.list();
  }

  /** When it wants to hear that time passes, at the latest. */
  public long nextDueNanos(long nowNanos) {
    long engineDue = engine.nextDueNanos(nowNanos);
    long centralDue = central.nextDueNanos(nowNanos);
    return injections.nextDueNanos(engineDue - centralDue < 0 ? engineDue : centralDue);
  }

  /** What it sees now. */
  public MonitorView view() {
    return new MonitorView(health, supply, central.registered(), central.trouble());
  }

  private void take(Happening happening, long nowNanos, Effects effects) {
    switch (happening) {
      case Happening.Connected(Peer peer) -> {
        switch (peer) {
          case ENGINE -> engine.connected(nowNanos, effects);
          case CENTRAL -> central.connected(nowNanos);
        }
      }
      case Happening.Lost(Peer peer, String reason) -> {
        switch (peer) {
          case ENGINE -> {
            engine.lost(nowNanos, effects);
            relay.engineLost(central, effects);
          }
          case CENTRAL -> central.lost(reason, nowNanos, effects);
        }
      }
      case Happening.Left(Peer peer, String reason) -> {
        switch (peer) {
          case ENGINE -> {
            engine.left();
            relay.engineLost(central, effects);
          }
          case CENTRAL -> central.lost(reason, nowNanos, effects);
        }
      }
      case Happening.EngineSays(EngineToMonitor message) -> hear(message, nowNanos, effects);
      case Happening.CentralSays(CentralToMonitor message) -> hear(message, nowNanos, effects);
      case Happening.Injected(Injection injection) ->
          injections.asked(injection, nowNanos, effects);
      case Happening.TimePasses() -> {}
    }
  }

  private void hear(EngineToMonitor message, long nowNanos, Effects effects) {
    switch (message) {
      case EngineToMonitor.Ready ready -> {
        engine.isReady(ready.id(), nowNanos, effects);
        if (engine.ready()) {
          effects.toEngine(new MonitorToEngine.Central(central.reachability()));
          relay.engineReady(central, nowNanos, effects);
        }
      }
      case EngineToMonitor.Ok ok -> engine.answered(ok);
      case EngineToMonitor.Ko ko -> engine.answered(ko);
      case EngineToMonitor.Done(String commandId) -> relay.done(commandId, central, effects);
      case EngineToMonitor.Failed(String commandId, String reason) ->
          relay.failed(commandId, reason, central, effects);
      case EngineToMonitor.Refused(String reason) -> engine.refused(reason, effects);
    }
  }

  private void hear(CentralToMonitor message, long nowNanos, Effects effects) {
    switch (message) {
      case CentralToMonitor.Registered registered -> central.registered(registered, effects);
      case CentralToMonitor.Refused(String reason) -> central.refused(reason, effects);
      case CentralToMonitor.Stop(String id) ->
          command(new Command(Kind.STOP, id), nowNanos, effects);
      case CentralToMonitor.Resume(String id) ->
          command(new Command(Kind.RESUME, id), nowNanos, effects);
    }
  }

  private void command(Command command, long nowNanos, Effects effects) {
    if (engine.ready()) {
      relay.pass(command, central, nowNanos, effects);
    } else {
      String reason =
          health.orElse(new Health.Ok()) instanceof Health.Ko(String why)
              ? why
              : EngineSide.NOT_READY;
      relay.keep(command, reason, central, effects);
    }
  }

  private void judge(long nowNanos, Effects effects) {
    Optional<Health> judged = engine.judge(nowNanos);
    if (!judged.equals(health)) {
      judged.map(MonitorView::words).ifPresent(effects::say);
    }
    health = judged;
    supply = judged.flatMap(engine::supply);
  }
}
