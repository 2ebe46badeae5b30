package org.evcharging.engine.core;

import java.util.Optional;
import org.evcharging.message.EngineCommand.Authorize;

/**
 * What goes on at the one outlet of an Engine.
 *
 * <pre>
 *            Authorize              Granted             plug
 *   Idle ───────────────► Confirmed ────────► Granted ───────► Charging
 *     ▲                       │                  │                │
 *     └── Cancel, EndSession, fault, stop, no Monitor, time-out ──┘
 * </pre>
 */
public sealed interface Outlet {
  /** The session that holds the outlet, as Central asked for it. */
  Optional<Authorize> order();

  /** Nobody's. */
  record Idle() implements Outlet {
    @Override
    public Optional<Authorize> order() {
      return Optional.empty();
    }
  }

  /** The Engine said yes; Central has not yet granted it. */
  record Confirmed(Authorize session, long sinceNanos) implements Outlet {
    @Override
    public Optional<Authorize> order() {
      return Optional.of(session);
    }
  }

  /** May be plugged in, for a while. */
  record Granted(Authorize session, long sinceNanos) implements Outlet {
    @Override
    public Optional<Authorize> order() {
      return Optional.of(session);
    }
  }

  /**
   * Supplies.
   *
   * @param nextMeterNanos when the next meter value is due
   * @param readings how many were sent
   */
  record Charging(
      Authorize session, Charge charge, long sinceNanos, long nextMeterNanos, long readings)
      implements Outlet {
    @Override
    public Optional<Authorize> order() {
      return Optional.of(session);
    }

    Charging with(Charge later) {
      return new Charging(session, later, sinceNanos, nextMeterNanos, readings);
    }
  }
}
