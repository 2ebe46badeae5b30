package org.evcharging.simulation.verifier;

/** What energy costs, worked out apart from the network's own code (spec §8: half-up). */
final class Bills {
  /** µ€ a cent, times Wh a kWh. */
  private static final long DIVISOR = 10_000L * 1_000L;

  private Bills() {}

  static long cents(long energyWh, long priceMicrosPerKwh) {
    long product = Math.multiplyExact(energyWh, priceMicrosPerKwh);
    long whole = product / DIVISOR;
    return 2 * (product % DIVISOR) >= DIVISOR ? whole + 1 : whole;
  }
}
