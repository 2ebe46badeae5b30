package org.evcharging.simulation.cast;

import java.time.Duration;
import java.util.Optional;
import org.evcharging.message.Topic;
import org.evcharging.monitor.core.Injection;
import org.evcharging.simulation.net.Socket;
import org.evcharging.simulation.plan.Action;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.world.Chance;

/** What goes wrong: programs die and pause, connections break, people inject faults. */
final class Misfortune {
  private static final long MILLIS = 1_000_000;

  /** A pause that Central's deadlines must take notice of: 500 ms and its own period. */
  private static final long NOTICED_PAUSE_MS = 700;

  private final Stage stage;
  private final Surroundings around;
  private final Chance chance;
  private final Outages outages;

  Misfortune(Stage stage, Surroundings around, Chance chance) {
    this.stage = stage;
    this.around = around;
    this.chance = chance;
    this.outages = new Outages(stage, around);
  }

  void happen(Action.Fault fault) {
    switch (fault) {
      case Action.Inject(var chargePoint, var command) -> inject(chargePoint, command);
      case Action.BreakEngine(var chargePoint, var forMs) ->
          stage.engine(chargePoint).ifPresent(it -> breakEngine(it, forMs));
      case Action.Kill(var program, var downMs, var silently) ->
          stage.role(program).ifPresent(role -> kill(program, role, downMs, silently));
      case Action.Stop(var program, var downMs) ->
          stage
              .role(program)
              .ifPresent(role -> {
                if (restart(role, downMs)) {
                  around
                      .tally()
                      .fault(
                          program.equals("central")
                              ? FaultKind.CENTRAL_STOPPED
                              : FaultKind.ENGINE_STOPPED);
                }
              });
      case Action.Pause(var program, var forMs) ->
          stage.role(program).flatMap(Role::program).ifPresent(it -> pause(program, it, forMs));
      case Action.PowerCut(var downMs) -> {
        around.tally().fault(FaultKind.POWER_CUT);
        around.verifier().kafkaTroubled();
        stage.powerCut(downMs * MILLIS);
      }
      case Action.KafkaAway(var forMs) -> outages.kafkaAway(forMs * MILLIS);
      case Action.Cut(var one, var other, var forMs) -> outages.cut(one, other, forMs * MILLIS);
      case Action.Reset(var machine) ->
          anySocket(machine)
              .ifPresent(it -> {
                around.tally().fault(FaultKind.CONNECTION_RESET);
                it.reset();
              });
      case Action.HalfOpen(var machine, var forMs) ->
          anySocket(machine)
              .ifPresent(it -> {
                around.tally().fault(FaultKind.CONNECTION_HALF_OPEN);
                it.breakForOtherOnly(forMs * MILLIS);
              });
      case Action.DiskFull(var machine, var forMs) -> outages.fill(machine, forMs * MILLIS);
      case Action.ClockJump(var machine, var byMs) ->
          stage
              .machineNamed(machine)
              .ifPresent(it -> {
                around.tally().fault(FaultKind.CLOCK_JUMP);
                it.jump(Duration.ofMillis(byMs));
              });
      case Action.InputLags(var topic, var forMs) ->
          stage.onCentral(it -> {
            around.tally().fault(FaultKind.INPUT_LAGS);
            around.verifier().centralHearsLate(forMs * MILLIS);
            it.lag(topicNamed(topic), forMs * MILLIS);
          });
    }
  }

  /** Ends what would end by itself. */
  void mendAll() {
    outages.mendAll();
    stage.onCentral(SimulatedCentral::lagNoMore);
  }

  private static Topic topicNamed(String name) {
    return name.equals(Topic.REQUESTS.topicName()) ? Topic.REQUESTS : Topic.EVENTS;
  }

  private Optional<Socket> anySocket(String machine) {
    var sockets = around.network().socketsOf(machine);
    return sockets.isEmpty() ? Optional.empty() : Optional.of(chance.pick(sockets));
  }

  private void inject(String chargePoint, String command) {
    Injection injection = Injection.parse(command);
    stage
        .monitor(chargePoint)
        .ifPresent(it ->
            it.life()
                .live(() -> {
                  var _ = it.inject(injection);
                  switch (injection) {
                    case Injection.Fault _ -> around.tally().fault(FaultKind.FAULT_INJECTED);
                    case Injection.Freeze(int seconds) when seconds > 0 ->
                        around.tally().fault(FaultKind.FREEZE_INJECTED);
                    case Injection.Slow(int millis) when millis > 0 ->
                        around.tally().fault(FaultKind.SLOW_INJECTED);
                    case Injection.Disconnect _ ->
                        around.tally().fault(FaultKind.DISCONNECT_INJECTED);
                    case Injection.Recover _, Injection.Freeze _, Injection.Slow _ -> {
                      // The end of one.
                    }
                  }
                }));
  }

  private void breakEngine(SimulatedEngine engine, long forMs) {
    around.tally().fault(FaultKind.FAULT_INJECTED);
    engine.life().live(() -> engine.engine().fault("screen broken"));
    var _ = engine.life().after(forMs * MILLIS, () -> engine.engine().recover());
  }

  private void kill(String name, Role<?> role, long downMs, boolean silently) {
    if (role.kill(silently)) {
      around.tally().fault(killKind(name));
      role.startAfter(downMs * MILLIS);
    }
  }

  private FaultKind killKind(String name) {
    if (name.equals("central")) {
      return FaultKind.CENTRAL_KILLED;
    }
    if (stage.isMember(name)) {
      return FaultKind.MEMBER_KILLED;
    }
    return name.endsWith(" engine")
        ? FaultKind.ENGINE_KILLED
        : name.endsWith(" monitor") ? FaultKind.MONITOR_KILLED : FaultKind.DRIVER_KILLED;
  }

  /** SIGTERM, some time to end, and another start. */
  boolean restart(Role<?> role, long downMs) {
    long endsAfterNanos = chance.between(10 * MILLIS, 2_000 * MILLIS);
    boolean lived = role.stop(endsAfterNanos);
    if (lived) {
      role.startAfter(endsAfterNanos + downMs * MILLIS);
    }
    return lived;
  }

  private FaultKind pauseKind(String name) {
    if (stage.isMember(name)) {
      return FaultKind.MEMBER_PAUSED;
    }
    return name.equals("central")
        ? FaultKind.CENTRAL_PAUSED
        : name.endsWith(" engine") ? FaultKind.ENGINE_PAUSED : FaultKind.MONITOR_PAUSED;
  }

  private void pause(String name, Program program, long forMs) {
    if (program.life().isPaused()) {
      return;
    }
    around.tally().fault(pauseKind(name));
    program.life().pause();
    var _ =
        around
            .world()
            .after(
                forMs * MILLIS,
                () -> {
                  boolean noticed = program.life().isPaused() && forMs >= NOTICED_PAUSE_MS;
                  if (noticed && name.equals("central")) {
                    around.verifier().centralPaused(forMs * MILLIS);
                  }
                  program.life().resume();
                });
  }
}
