package org.evcharging.engine.core;

import java.time.Duration;
import java.util.Optional;
import org.evcharging.engine.core.Conditions.MonitorLink;
import org.evcharging.engine.core.Outlet.Charging;
import org.evcharging.message.EngineEvent.MeterValue;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.model.EndReason;

/** What time alone brings about: energy, meter values, and the ends of what lasts too long. */
final class Passing {
  static final long NEVER = Long.MAX_VALUE;

  /** One meter value a second (spec §4, rule 5). */
  static final long METER_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  /** A granted session that is not plugged in expires (spec §4). */
  static final long GRANT_NANOS = Duration.ofSeconds(60).toNanos();

  /**
   * Central follows a confirmation by Granted or Cancel at once, so this only frees an outlet whose
   * Central lost its memory. Long enough for a restart of Central or Kafka.
   */
  static final long CONFIRMED_NANOS = Duration.ofMinutes(5).toNanos();

  /** Without any Monitor for so long, nobody could stop a supply: it ends (spec §5). */
  static final long MONITOR_MISSING_NANOS = Duration.ofSeconds(6).toNanos();

  /** A line for people each so many readings. */
  private static final long READINGS_A_LINE = 5;

  private final Optional<Duration> autoUnplug;

  Passing(Optional<Duration> autoUnplug) {
    this.autoUnplug = autoUnplug;
  }

  Decision pass(Decision so, long nowNanos) {
    Decision supplied =
        so.state().outlet() instanceof Charging charging
            ? supply(so, charging.with(charging.charge().advancedTo(nowNanos)), nowNanos)
            : so;
    EngineState state = supplied.state();
    if (nowNanos >= monitorDueNanos(state)) {
      return supplied.end(new Why.Because(EndReason.MONITOR_LOST));
    }
    return nowNanos >= plugDueNanos(state.outlet())
        ? supplied.end(new Why.NotPluggedIn())
        : supplied;
  }

  /** When the next of these is due; {@link #NEVER} if nothing is. */
  long nextDueNanos(EngineState state) {
    long due =
        state.outlet() instanceof Charging charging
            ? Math.min(charging.nextMeterNanos(), unplugDueNanos(charging))
            : plugDueNanos(state.outlet());
    return Math.min(due, monitorDueNanos(state));
  }

  private Decision supply(Decision so, Charging charging, long nowNanos) {
    Decision advanced = so.to(charging);
    if (charging.charge().batteryFull()) {
      return advanced.end(new Why.Because(EndReason.BATTERY_FULL));
    }
    if (charging.charge().limitReached()) {
      return advanced.end(new Why.Because(EndReason.FUNDS_EXHAUSTED));
    }
    if (nowNanos >= unplugDueNanos(charging)) {
      return advanced.end(new Why.Because(EndReason.UNPLUGGED));
    }
    return nowNanos >= charging.nextMeterNanos() ? read(advanced, charging, nowNanos) : advanced;
  }

  private static Decision read(Decision so, Charging charging, long nowNanos) {
    // After a pause one reading is enough: it is cumulative.
    long nextNanos = charging.nextMeterNanos() + METER_INTERVAL_NANOS;
    if (nextNanos <= nowNanos) {
      nextNanos = nowNanos + METER_INTERVAL_NANOS;
    }
    Charge charge = charging.charge();
    long readings = charging.readings() + 1;
    Decision sent =
        so.to(new Charging(charging.session(), charge, charging.sinceNanos(), nextNanos, readings))
            .record(new JournalEntry.Reading(charging.session().sessionId(), charge.energy()))
            .send(
                charging.session(),
                origin -> new MeterValue(origin, charge.energy(), charge.powerW()));
    return readings % READINGS_A_LINE == 0
        ? sent.say(Wording.progress(charging.session(), charge))
        : sent;
  }

  private long unplugDueNanos(Charging charging) {
    return autoUnplug.map(after -> charging.sinceNanos() + after.toNanos()).orElse(NEVER);
  }

  private static long plugDueNanos(Outlet outlet) {
    return switch (outlet) {
      case Outlet.Confirmed confirmed -> confirmed.sinceNanos() + CONFIRMED_NANOS;
      case Outlet.Granted granted -> granted.sinceNanos() + GRANT_NANOS;
      case Outlet.Idle _, Charging _ -> NEVER;
    };
  }

  private static long monitorDueNanos(EngineState state) {
    return state.conditions().monitor() instanceof MonitorLink.Missing missing
            && state.outlet().order().isPresent()
        ? missing.sinceNanos() + MONITOR_MISSING_NANOS
        : NEVER;
  }
}
