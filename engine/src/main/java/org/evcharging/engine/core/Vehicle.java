package org.evcharging.engine.core;

import org.evcharging.model.SessionId;

/**
 * A simulated vehicle as it arrives.
 *
 * @param batteryWh how much its battery holds
 * @param arrivesWithPercent how full it is at first
 * @param maxPowerW the most it takes
 */
public record Vehicle(long batteryWh, int arrivesWithPercent, long maxPowerW) {
  private static final long MIN_BATTERY_WH = 30_000;
  private static final long MAX_BATTERY_WH = 90_000;
  private static final int MIN_ARRIVAL_PERCENT = 10;
  private static final int MAX_ARRIVAL_PERCENT = 60;

  /** From one phase of a wall box to a motorway charger: what is on the roads today. */
  private static final long[] MAX_POWERS_W = {7_400, 11_000, 22_000, 50_000, 100_000, 150_000};

  /**
   * @throws IllegalArgumentException if it could not be a vehicle
   */
  public Vehicle {
    if (batteryWh < 1 || batteryWh > 1_000_000) {
      throw new IllegalArgumentException("battery of " + batteryWh + " Wh: 1 to 1,000,000 wanted");
    }
    if (arrivesWithPercent < 0 || arrivesWithPercent > 100) {
      throw new IllegalArgumentException("charge of " + arrivesWithPercent + " %: 0 to 100 wanted");
    }
    if (maxPowerW < 1 || maxPowerW > 1_000_000) {
      throw new IllegalArgumentException("power of " + maxPowerW + " W: 1 to 1,000,000 wanted");
    }
  }

  /** The vehicle of a session: always the same one for the same seed and session. */
  public static Vehicle of(long seed, SessionId session) {
    long bits = mix(seed);
    for (int i = 0; i < session.value().length(); i++) {
      bits = mix(bits ^ session.value().charAt(i));
    }
    long battery = between(MIN_BATTERY_WH, MAX_BATTERY_WH, bits);
    long arrival = between(MIN_ARRIVAL_PERCENT, MAX_ARRIVAL_PERCENT, mix(bits + 1));
    long power = MAX_POWERS_W[(int) between(0, MAX_POWERS_W.length - 1L, mix(bits + 2))];
    return new Vehicle(battery, (int) arrival, power);
  }

  private static long between(long least, long most, long bits) {
    return least + Long.remainderUnsigned(bits, most - least + 1);
  }

  /** The finaliser of SplitMix64: spreads small differences over all bits. */
  private static long mix(long seed) {
    long bits = seed + 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
