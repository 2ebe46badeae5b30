package org.evcharging.launcher.fleet;

import java.util.Optional;
import org.evcharging.engine.Engine;
import org.evcharging.model.Health;
import org.evcharging.monitor.Monitor;

/**
 * One charge point, running.
 *
 * @param choices those about drivers are taken under its driver's lock, those about faults by one
 *     task after the other
 */
record ChargePointInFleet(FleetPlace place, Choices choices, Engine engine, Monitor monitor) {
  /** Whether it is registered with Central. */
  boolean connected() {
    return monitor.view().centralConnected();
  }

  /** Whether it looks as if one could charge here: neither grey nor red. */
  boolean open() {
    return connected() && monitor.view().engine().equals(Optional.of(new Health.Ok()));
  }
}
