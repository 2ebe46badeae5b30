package org.evcharging.engine.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;

/** An Engine's core with a clock in the test's hand, and all it has answered. */
final class Scene {
  static final ChargePointId POINT = new ChargePointId("MAD-01");
  static final EngineRules RULES = new EngineRules(22_000, 1, Optional.empty(), 7);

  final List<EngineEvent> events = new ArrayList<>();
  final List<StartCharging> requests = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final List<JournalEntry> journal = new ArrayList<>();
  private final EngineCore core;
  private EngineState state = EngineState.atStart(3, 0);
  private Remembered past = Remembered.NOTHING;
  private long nowNanos;

  private Scene(EngineRules rules) {
    this.core = new EngineCore(rules);
  }

  /** Just started: no Monitor. */
  static Scene started() {
    return new Scene(RULES);
  }

  /** Watched by a Monitor, well, idle. */
  static Scene idle() {
    return idle(RULES);
  }

  static Scene idle(EngineRules rules) {
    Scene scene = new Scene(rules);
    scene.give(new Input.MonitorCame());
    return scene;
  }

  static Scene confirmed(String session) {
    return idle().command(authorize(session, "D1"));
  }

  static Scene granted(String session) {
    return confirmed(session).command(grant(session));
  }

  static Scene charging(String session) {
    Scene scene = granted(session);
    scene.give(new Input.Plug());
    return scene;
  }

  /** Killed, and started again with the journal that it left. */
  Scene killedAndBack() {
    Scene back = new Scene(RULES);
    back.past = past;
    return back.with(new Input.CameBack(past)).with(new Input.MonitorCame());
  }

  /** Kafka has the end of this session. */
  Scene told(String session) {
    past = past.after(new JournalEntry.Told(new SessionId(session)));
    return this;
  }

  /** Forgets what was answered so far: what a test looks at comes after. */
  Scene quiet() {
    events.clear();
    requests.clear();
    lines.clear();
    return this;
  }

  Optional<String> give(Input input) {
    Decision decision = core.decide(state, input, nowNanos);
    state = decision.state();
    for (Effect effect : decision.effects()) {
      switch (effect) {
        case Effect.Send send -> events.add(send.event());
        case Effect.Keep keep -> {
          journal.add(keep.entry());
          past = past.after(keep.entry());
        }
        case Effect.Ask ask -> requests.add(ask.request());
        case Effect.Say say -> lines.add(say.line());
        case Effect.Refuse refuse -> lines.add(refuse.line());
      }
    }
    return decision.refusal();
  }

  Scene with(Input input) {
    give(input);
    return this;
  }

  Scene command(EngineCommand command) {
    return with(new Input.Command(command));
  }

  /** Time passes, with a tick whenever the core says that one is due. */
  Scene after(Duration time) {
    long untilNanos = nowNanos + time.toNanos();
    while (core.nextDueNanos(state) <= untilNanos) {
      nowNanos = Math.max(nowNanos, core.nextDueNanos(state));
      give(new Input.Tick());
    }
    nowNanos = untilNanos;
    return with(new Input.Tick());
  }

  /** Time passes and nobody ticks, as when the machine was asleep. */
  Scene asleepFor(Duration time) {
    nowNanos += time.toNanos();
    return with(new Input.Tick());
  }

  EngineState state() {
    return state;
  }

  Outlet outlet() {
    return state.outlet();
  }

  EngineEvent lastEvent() {
    return events.getLast();
  }

  static EngineCommand.Authorize authorize(String session, String driver) {
    return authorize(session, driver, OptionalLong.empty());
  }

  static EngineCommand.Authorize authorize(String session, String driver, OptionalLong limitWh) {
    return new EngineCommand.Authorize(
        POINT, new SessionId(session), new DriverId(driver), limitWh);
  }

  static EngineCommand grant(String session) {
    return new EngineCommand.Granted(POINT, new SessionId(session));
  }

  static EngineCommand cancel(String session) {
    return new EngineCommand.Cancel(POINT, new SessionId(session));
  }

  static EngineCommand end(String session, EndReason reason) {
    return new EngineCommand.EndSession(POINT, new SessionId(session), reason);
  }

  static EngineCommand raise(String session, long limitWh) {
    return new EngineCommand.RaiseLimit(POINT, new SessionId(session), limitWh);
  }

  static Input.Request request(String driver) {
    return new Input.Request(
        new StartCharging(new RequestId("r-" + driver), driver, POINT.value()));
  }

  /** What an event says, without its origin: {@code Ended s1 UNPLUGGED 0}. */
  static String text(EngineEvent event) {
    String head = event.getClass().getSimpleName() + " " + event.origin().sessionId();
    return switch (event) {
      case EngineEvent.Confirmed _, EngineEvent.Started _ -> head;
      case EngineEvent.Rejected rejected -> head + " " + rejected.reason();
      case EngineEvent.MeterValue meter -> head + " " + meter.energy().wh();
      case EngineEvent.Ended ended ->
          head
              + " "
              + switch (ended.reason()) {
                case EngineEvent.Why.Because because -> because.reason().name();
                case EngineEvent.Why.NotPluggedIn _ -> "EXPIRED";
              }
              + " "
              + ended.energy().wh();
    };
  }

  List<String> texts() {
    return events.stream().map(Scene::text).toList();
  }
}
