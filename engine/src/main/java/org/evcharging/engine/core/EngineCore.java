package org.evcharging.engine.core;

import java.time.Duration;
import java.util.Optional;
import org.evcharging.engine.core.Conditions.MonitorLink;
import org.evcharging.engine.core.Outlet.Charging;
import org.evcharging.engine.core.Outlet.Granted;
import org.evcharging.message.EngineCommand.Authorize;
import org.evcharging.message.EngineEvent.Started;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.model.EndReason;
import org.evcharging.model.Health;

/**
 * Decides what an Engine does (spec §4, §5). A pure function: the same state, input and time always
 * give the same decision. Times are nanoseconds since some start, 0 or more, and never go back.
 */
public final class EngineCore {
  /** A time that does not come. */
  public static final long NEVER = Passing.NEVER;

  private final EngineRules rules;
  private final Passing passing;

  public EngineCore(EngineRules rules) {
    this.rules = rules;
    this.passing = new Passing(rules.autoUnplug());
  }

  /** What follows from an input: first what time alone has brought about, then the input. */
  public Decision decide(EngineState state, Input input, long nowNanos) {
    Decision later = passing.pass(Decision.of(state), nowNanos);
    Decision decided = take(later, input, nowNanos);
    return plugInByItself(decided, nowNanos);
  }

  /** When time alone will bring something about; {@link #NEVER} if it will not. */
  public long nextDueNanos(EngineState state) {
    return passing.nextDueNanos(state);
  }

  private Decision take(Decision so, Input input, long nowNanos) {
    Conditions conditions = so.state().conditions();
    return switch (input) {
      case Input.Command command -> Commands.obey(so, command.command(), nowNanos);
      case Input.Plug _ -> plug(so, nowNanos);
      case Input.Unplug _ -> unplug(so);
      case Input.Request request -> request(so, request);
      case Input.Fault fault -> fault(so, fault.reason());
      case Input.Recover _ -> recover(so);
      case Input.OperatorStop _ -> operatorStop(so);
      case Input.OperatorResume _ -> operatorResume(so);
      case Input.MonitorCame _ ->
          so.to(conditions.with(new MonitorLink.Connected())).say("Monitor connected");
      case Input.MonitorLeft left -> monitorLeft(so, nowNanos - left.silence().toNanos());
      case Input.CentralSeen seen -> centralSeen(so, seen.reachable());
      case Input.CameBack back -> Comeback.decide(so, back.past());
      case Input.JournalSeen seen -> journalSeen(so, seen.health());
      case Input.Tick _ -> so;
      case Input.Shutdown _ ->
          so.to(conditions.withShuttingDown()).end(because(EndReason.ENGINE_STOPPED));
    };
  }

  private Decision plug(Decision so, long nowNanos) {
    if (!(so.state().outlet() instanceof Granted granted)) {
      return so.refuse("Cannot plug in: " + whyNotGranted(so.state().outlet()));
    }
    Optional<String> obstacle = so.state().conditions().obstacleToSupply();
    return obstacle.isPresent()
        ? so.refuse("Cannot plug in: " + obstacle.get())
        : start(so, granted.session(), nowNanos);
  }

  private Decision start(Decision so, Authorize session, long nowNanos) {
    Charge charge =
        Charge.begin(
            Vehicle.of(rules.seed(), session.sessionId()),
            rules.powerW(),
            rules.speed(),
            session.energyLimitWh(),
            nowNanos);
    Charging charging =
        new Charging(session, charge, nowNanos, nowNanos + Passing.METER_INTERVAL_NANOS, 0);
    return so.to(charging)
        .record(new JournalEntry.Started(session.sessionId()))
        .send(session, Started::new)
        .say(Wording.started(session, charge));
  }

  private static String whyNotGranted(Outlet outlet) {
    return switch (outlet) {
      case Outlet.Idle _ -> "no session is authorised here; ask for one with request DRIVER";
      case Outlet.Confirmed _ -> "Central has not authorised the session yet";
      case Outlet.Granted _ -> "";
      case Outlet.Charging charging -> charging.session().driverId() + " is already charging";
    };
  }

  private static Decision unplug(Decision so) {
    return so.state().outlet() instanceof Charging
        ? so.end(because(EndReason.UNPLUGGED))
        : so.refuse("Cannot unplug: nothing is plugged in");
  }

  /** Central repeats the wanted state at each registration: only a change is news. */
  private static Decision operatorStop(Decision so) {
    Conditions conditions = so.state().conditions();
    return (conditions.stoppedByOperator() ? so : so.say("Out of Order: stopped by the operator"))
        .to(conditions.withStoppedByOperator(true))
        .end(because(EndReason.OPERATOR_STOP));
  }

  private static Decision operatorResume(Decision so) {
    Conditions conditions = so.state().conditions();
    return (conditions.stoppedByOperator() ? so.say("The operator resumed the service") : so)
        .to(conditions.withStoppedByOperator(false));
  }

  private static Decision request(Decision so, Input.Request input) {
    Optional<String> obstacle = so.state().conditions().obstacleToSupply();
    if (obstacle.isPresent()) {
      return so.refuse("No new supply: " + obstacle.get());
    }
    return so.and(new Effect.Ask(input.request()))
        .say(
            "Asked Central for "
                + input.request().driverId()
                + "; if it agrees, that shows here, and a denial at the driver's");
  }

  private static Decision fault(Decision so, String reason) {
    return so.to(so.state().conditions().withFault(new Health.Ko(reason)))
        .say(reason.isEmpty() ? "Fault" : "Fault: " + reason)
        .end(because(EndReason.ENGINE_FAULT));
  }

  private static Decision recover(Decision so) {
    return so.to(so.state().conditions().withFault(new Health.Ok())).say("Recovered");
  }

  /** What cannot be recorded must not be supplied: a crash would give it away. */
  private static Decision journalSeen(Decision so, Health journal) {
    Decision seen = so.to(so.state().conditions().withJournal(journal));
    return switch (journal) {
      case Health.Ko ko ->
          seen.say("Fault: " + ko.reason() + "; no supply until it can")
              .end(because(EndReason.ENGINE_FAULT));
      case Health.Ok _ -> seen.say("The journal can be written again");
    };
  }

  private static Decision monitorLeft(Decision so, long sinceNanos) {
    return so.state().monitored()
        ? so.to(so.state().conditions().with(new MonitorLink.Missing(sinceNanos)))
            .say("The Monitor is gone; no new supply until one is back")
        : so;
  }

  private static Decision centralSeen(Decision so, boolean reachable) {
    Conditions conditions = so.state().conditions();
    if (conditions.centralReachable() == reachable) {
      return so;
    }
    return so.to(conditions.withCentralReachable(reachable))
        .say(
            reachable
                ? "Central is back"
                : "Central cannot be reached; a supply that runs goes on, no new one begins");
  }

  private Decision plugInByItself(Decision so, long nowNanos) {
    Optional<Duration> auto = rules.autoUnplug();
    return auto.isPresent()
            && so.state().outlet() instanceof Granted granted
            && so.state().conditions().obstacleToSupply().isEmpty()
        ? start(so, granted.session(), nowNanos)
        : so;
  }

  static Why because(EndReason reason) {
    return new Why.Because(reason);
  }
}
