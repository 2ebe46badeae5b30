package org.evcharging.monitor;

import java.net.InetSocketAddress;
import java.util.OptionalLong;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.evcharging.monitor.core.Script;
import org.evcharging.wire.MonitorToCentral.Register;

/**
 * What a Monitor needs to know.
 *
 * @param engine where its Engine listens; unresolved addresses are resolved at each attempt
 * @param central where Central listens for Monitors; likewise
 * @param registration what Central is told of the charge point, its secret included
 * @param script faults that it injects by itself
 */
public record MonitorConfig(
    InetSocketAddress engine, InetSocketAddress central, Register registration, Script script) {
  /** Without a script. */
  public MonitorConfig(InetSocketAddress engine, InetSocketAddress central, Register registration) {
    this(engine, central, registration, Script.NONE);
  }

  /** A charge point that says how much power it has. */
  public static MonitorConfig of(
      InetSocketAddress engine,
      InetSocketAddress central,
      ChargePointId id,
      String secret,
      Place place,
      Tariff tariff,
      long powerW) {
    Register registration = new Register(id, secret, place, tariff, OptionalLong.of(powerW));
    return new MonitorConfig(engine, central, registration);
  }

  /** Whom it watches. */
  public ChargePointId id() {
    return registration.id();
  }
}
