package org.evcharging.simulation.cast;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.evcharging.central.core.Input;
import org.evcharging.central.state.OperatorDesk.Order;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.monitor.core.Injection;
import org.evcharging.simulation.disk.SessionRow;
import org.evcharging.simulation.kafka.Access;
import org.evcharging.simulation.net.Ears;
import org.evcharging.simulation.net.Socket;
import org.evcharging.simulation.plan.Action;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;

/** Does what the plan says. What cannot be done now, as its program is dead say, is not done. */
public final class Performer {
  private static final long MILLIS = 1_000_000;

  /** A pause that Central's deadlines must take notice of: 500 ms and its own period. */
  private static final long NOTICED_PAUSE_MS = 700;

  private final Stage stage;
  private final Surroundings around;
  private final Chance chance;
  private final MessageCodec codec = new MessageCodec();
  private final Machine strangersMachine;
  private final Life stranger;
  private final KafkaClients strangersClients;
  private final Outages outages;

  public Performer(Stage stage, Surroundings around) {
    this.stage = stage;
    this.around = around;
    this.chance = around.chance().named("performer");
    this.strangersMachine = new Machine("stranger", around.world(), 0, java.time.Duration.ZERO);
    this.stranger = new Life(strangersMachine);
    this.strangersClients =
        new Access(around.kafka(), strangersMachine, stranger, around.mishaps()).clients();
    this.outages = new Outages(stage, around);
  }

  /** Clients of a program that is none of ours. */
  public KafkaClients strangersClients() {
    return strangersClients;
  }

  public void perform(Action action) {
    around.world().trace("plan", action::toString);
    switch (action) {
      case Action.Fault fault -> breakSomething(fault);
      case Action.Ask(var driver, var chargePoint) ->
          stage.driver(driver).ifPresent(it -> live(it, () -> it.ask(id(chargePoint))));
      case Action.StopSupply(var driver) ->
          stage.driver(driver).ifPresent(it -> live(it, it::stopSupply));
      case Action.AskAtPrompt(var chargePoint, var driver) ->
          stage
              .engine(chargePoint)
              .ifPresent(it -> live(it, () -> it.engine().request(new DriverId(driver))));
      case Action.Plug(var chargePoint) ->
          stage.engine(chargePoint).ifPresent(it -> live(it, () -> it.engine().plug()));
      case Action.Unplug(var chargePoint) ->
          stage.engine(chargePoint).ifPresent(it -> live(it, () -> it.engine().unplug()));
      case Action.StrangerAsks asks -> strangerAsks(asks);
      case Action.StrangerStops stops -> strangerStops(stops);
      case Action.Garbage(var topic, var key, var text) -> {
        around.tally().fault(FaultKind.GARBAGE_SENT);
        write(topic, key, text.getBytes(UTF_8));
      }
      case Action.OperatorStops(var chargePoint) -> order(Order.STOP, chargePoint);
      case Action.OperatorResumes(var chargePoint) -> order(Order.RESUME, chargePoint);
      case Action.OperatorAddsDriver(var driver) -> addDriver(driver);
      case Action.AccessRefused() ->
          onCentral(it -> it.submit(new Input.AccessRefused("somebody", "tried to stop CP-1")));
      case Action.PriceChanges(var chargePoint, var price) -> {
        stage.price(chargePoint, price);
        stage.monitorRole(chargePoint).ifPresent(role -> restart(role, 300));
      }
      case Action.Impostor(var chargePoint) -> impostor(chargePoint);
    }
  }

  private static ChargePointId id(String chargePoint) {
    return new ChargePointId(chargePoint);
  }

  private static void live(Program program, Runnable action) {
    program.life().live(action);
  }

  private void onCentral(java.util.function.Consumer<SimulatedCentral> action) {
    stage
        .central()
        .program()
        .filter(SimulatedCentral::isRunning)
        .ifPresent(it -> live(it, () -> action.accept(it)));
  }

  private void order(Order order, String chargePoint) {
    onCentral(it ->
        it.order(
            order,
            id(chargePoint),
            words -> around.world().trace("operator", () -> order + " " + words)));
  }

  private void addDriver(String driver) {
    onCentral(it ->
        it.submit(
            new Input.DriverAdded(
                new DriverId(driver), "operator", around.database().knowsDriver(driver))));
  }

  private void strangerAsks(Action.StrangerAsks asks) {
    Request request =
        new Request.StartCharging(
            new RequestId(asks.requestId()), asks.driver(), asks.chargePoint());
    for (int i = 0; i < asks.copies(); i++) {
      if (i > 0) {
        around.tally().fault(FaultKind.REQUEST_REPEATED);
      }
      byte[] value = codec.encode(request, Machine.BEGINNING);
      if (chance.oneIn(3)) {
        var _ =
            around
                .world()
                .after(
                    chance.between(0, 9_000 * MILLIS),
                    () -> write(Topic.REQUESTS.topicName(), asks.chargePoint(), value));
      } else {
        write(Topic.REQUESTS.topicName(), asks.chargePoint(), value);
      }
    }
  }

  private void strangerStops(Action.StrangerStops stops) {
    Optional<SessionRow> going =
        around.database().openSessions().values().stream()
            .filter(row -> row.chargePoint().equals(stops.chargePoint()))
            .findFirst()
            .filter(_ -> stops.named());
    Optional<SessionId> session = going.map(SessionRow::id).map(SessionId::new);
    // Half of the time by the driver whose session it is, whoever the plan names.
    Optional<String> owner = going.map(SessionRow::driver);
    String driver = owner.isPresent() && chance.oneIn(2) ? owner.get() : stops.driver();
    Request request =
        new Request.StopCharging(
            new RequestId(stops.requestId()), driver, stops.chargePoint(), session);
    write(
        Topic.REQUESTS.topicName(), stops.chargePoint(), codec.encode(request, Machine.BEGINNING));
  }

  /** A console producer: one record, one client. */
  private void write(String topic, String key, byte[] value) {
    if (around.kafka().hasTopics()) {
      var _ =
          strangersClients
              .producer(Map.of())
              .send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
    }
  }

  private void impostor(String chargePoint) {
    around
        .network()
        .connect(
            stranger,
            strangersMachine,
            "central",
            socket -> {
              var _ =
                  stranger.after(
                      0,
                      () ->
                          socket.send(
                              "REGISTER#" + chargePoint + "#wrong secret#Madrid#there#1#1"));
              return new Ears() {
                @Override
                public CompletableFuture<Void> hear(String payload) {
                  return CompletableFuture.completedFuture(null);
                }

                @Override
                public void ended(boolean goodbye, String reason) {}
              };
            },
            _ -> {});
  }

  private void breakSomething(Action.Fault fault) {
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
                it.jump(java.time.Duration.ofMillis(byMs));
              });
      case Action.InputLags(var topic, var forMs) ->
          onCentral(it -> {
            around.tally().fault(FaultKind.INPUT_LAGS);
            around.verifier().centralHearsLate(forMs * MILLIS);
            it.lag(topicNamed(topic), forMs * MILLIS);
          });
    }
  }

  /** Ends every fault that would end by itself. */
  public void mendAll() {
    outages.mendAll();
    onCentral(SimulatedCentral::lagNoMore);
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
            live(
                it,
                () -> {
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
    live(engine, () -> engine.engine().fault("screen broken"));
    var _ = engine.life().after(forMs * MILLIS, () -> engine.engine().recover());
  }

  private void kill(String name, Role<?> role, long downMs, boolean silently) {
    if (role.kill(silently)) {
      around.tally().fault(killKind(name));
      role.startAfter(downMs * MILLIS);
    }
  }

  private static FaultKind killKind(String name) {
    if (name.equals("central")) {
      return FaultKind.CENTRAL_KILLED;
    }
    return name.endsWith(" engine")
        ? FaultKind.ENGINE_KILLED
        : name.endsWith(" monitor") ? FaultKind.MONITOR_KILLED : FaultKind.DRIVER_KILLED;
  }

  /** SIGTERM, some time to end, and another start. */
  private boolean restart(Role<?> role, long downMs) {
    long endsAfterNanos = chance.between(10 * MILLIS, 2_000 * MILLIS);
    boolean lived = role.stop(endsAfterNanos);
    if (lived) {
      role.startAfter(endsAfterNanos + downMs * MILLIS);
    }
    return lived;
  }

  private void pause(String name, Program program, long forMs) {
    if (program.life().isPaused()) {
      return;
    }
    around
        .tally()
        .fault(
            name.equals("central")
                ? FaultKind.CENTRAL_PAUSED
                : name.endsWith(" engine") ? FaultKind.ENGINE_PAUSED : FaultKind.MONITOR_PAUSED);
    program.life().pause();
    var _ =
        around
            .world()
            .after(
                forMs * MILLIS,
                () -> {
                  boolean noticed = program.life().isPaused() && forMs >= NOTICED_PAUSE_MS;
                  if (noticed && name.equals("central")) {
                    around.verifier().centralPaused();
                  }
                  program.life().resume();
                });
  }
}
