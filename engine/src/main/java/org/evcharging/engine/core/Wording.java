package org.evcharging.engine.core;

import java.util.Locale;
import org.evcharging.engine.core.Conditions.MonitorLink;
import org.evcharging.message.EngineCommand.Authorize;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Health;

/** The Engine's sentences for people. */
final class Wording {
  private Wording() {}

  static String ended(Authorize session, Outlet was, Why why, Energy energy) {
    String who = session.driverId() + " (session " + session.sessionId() + ")";
    return switch (was) {
      case Outlet.Charging _ ->
          "Charging ended for " + who + ": " + because(why) + "; supplied " + energy + " kWh";
      case Outlet.Confirmed _, Outlet.Granted _ ->
          "Session over for " + who + " before anything was supplied: " + because(why);
      case Outlet.Idle _ -> "No session";
    };
  }

  static String cutOff(Remembered.Open session) {
    String who = session.driverId() + " (session " + session.sessionId() + ")";
    return session.started()
        ? "The engine restarted while it charged "
            + who
            + "; supplied "
            + session.energy()
            + " kWh, as last written"
        : "The engine restarted before anything was supplied to " + who;
  }

  static String started(Authorize session, Charge charge) {
    return "Plugged in: "
        + session.driverId()
        + " is charging with "
        + kilowatts(charge.powerW())
        + " kW (battery of "
        + charge.vehicle().batteryWh() / 1000
        + " kWh at "
        + charge.percent()
        + " %); type unplug to end";
  }

  static String progress(Authorize session, Charge charge) {
    return "Charging "
        + session.driverId()
        + ": "
        + charge.energy()
        + " kWh, "
        + kilowatts(charge.powerW())
        + " kW, battery at "
        + charge.percent()
        + " %";
  }

  static String status(EngineState state) {
    return outlet(state.outlet()) + "; " + conditions(state.conditions());
  }

  private static String outlet(Outlet outlet) {
    return switch (outlet) {
      case Outlet.Idle _ -> "No session";
      case Outlet.Confirmed confirmed ->
          "Confirmed for " + who(confirmed.session()) + ", waiting for Central's word";
      case Outlet.Granted granted ->
          "Granted to " + who(granted.session()) + ", ready to be plugged in";
      case Outlet.Charging charging ->
          progress(charging.session(), charging.charge())
              + " (session "
              + charging.session().sessionId()
              + ")";
    };
  }

  private static String conditions(Conditions conditions) {
    String monitor =
        conditions.monitor() instanceof MonitorLink.Connected
            ? "Monitor connected"
            : "no Monitor is connected";
    String central =
        conditions.centralReachable() ? "Central reachable" : "Central cannot be reached";
    String health =
        switch (conditions.health()) {
          case Health.Ok _ -> "in order";
          case Health.Ko ko when ko.reason().isEmpty() -> "faulted";
          case Health.Ko ko -> "faulted: " + ko.reason();
        };
    String stopped = conditions.stoppedByOperator() ? "; Out of Order (operator)" : "";
    return health + stopped + "; " + monitor + "; " + central;
  }

  private static String who(Authorize session) {
    return session.driverId() + " (session " + session.sessionId() + ")";
  }

  private static String because(Why why) {
    return switch (why) {
      case Why.NotPluggedIn _ -> "not plugged in in time";
      case Why.Because because -> reason(because.reason());
    };
  }

  private static String reason(EndReason reason) {
    return switch (reason) {
      case UNPLUGGED -> "unplugged";
      case DRIVER_STOP -> "the driver stopped it";
      case OPERATOR_STOP -> "the operator stopped the charge point";
      case BATTERY_FULL -> "the battery is full";
      case FUNDS_EXHAUSTED -> "the energy that was paid for is supplied";
      case ENGINE_FAULT -> "the engine is faulted";
      case MONITOR_LOST -> "no Monitor was connected for too long";
      case ENGINE_RESTART -> "the engine restarted";
      case ENGINE_STOPPED -> "the engine is shutting down";
      case RECONCILED -> "Central does not know of it any more";
    };
  }

  private static String kilowatts(long powerW) {
    return String.format(Locale.ROOT, "%d.%d", powerW / 1000, powerW % 1000 / 100);
  }
}
