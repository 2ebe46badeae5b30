package org.evcharging.engine.core;

import java.util.OptionalLong;
import org.evcharging.model.Energy;

/**
 * One charge as it goes on, in whole millijoules: watts times milliseconds, so nothing is ever
 * rounded on the way. Up to 80 % state of charge the vehicle takes all it may; from there the power
 * falls in a straight line to a tenth at 100 %, as batteries do.
 *
 * @param outletW the most the charge point gives
 * @param speed how many times faster than real the battery fills
 * @param limitWh where to stop; empty: no limit
 * @param deliveredMj supplied so far
 * @param atNanos up to when that is
 */
public record Charge(
    Vehicle vehicle,
    long outletW,
    int speed,
    OptionalLong limitWh,
    long deliveredMj,
    long atNanos) {
  private static final long MJ_PER_WH = 3_600_000;
  private static final long NANOS_PER_MS = 1_000_000;

  /** How long the power is taken to be constant, in simulated time. */
  private static final long STEP_MS = 10_000;

  private static final int TAPERS_FROM_PERCENT = 80;

  /** More than any battery holds, and far from overflow. */
  private static final long MOST_LIMIT_WH = 1_000_000_000L;

  /** A charge that begins now. */
  static Charge begin(
      Vehicle vehicle, long outletW, int speed, OptionalLong limitWh, long nowNanos) {
    return new Charge(vehicle, outletW, speed, sane(limitWh), 0, nowNanos);
  }

  /** The same charge, later. Stops by itself, to the millijoule, at its limit or a full battery. */
  Charge advancedTo(long nowNanos) {
    long elapsedMs = Math.max(0, nowNanos - atNanos) / NANOS_PER_MS;
    long simulatedMs = elapsedMs * speed;
    long delivered = deliveredMj;
    long roomMj = roomMj();
    while (simulatedMs > 0 && delivered < roomMj) {
      long stepMs = Math.min(simulatedMs, STEP_MS);
      delivered = Math.min(roomMj, delivered + powerW(delivered) * stepMs);
      simulatedMs -= stepMs;
    }
    return new Charge(
        vehicle, outletW, speed, limitWh, delivered, atNanos + elapsedMs * NANOS_PER_MS);
  }

  /** The same charge with a limit that is never lowered: messages may come twice. */
  Charge limitRaisedTo(long newLimitWh) {
    return new Charge(vehicle, outletW, speed, raised(limitWh, newLimitWh), deliveredMj, atNanos);
  }

  static OptionalLong raised(OptionalLong limitWh, long newLimitWh) {
    return limitWh.isEmpty()
        ? limitWh
        : sane(OptionalLong.of(Math.max(limitWh.getAsLong(), newLimitWh)));
  }

  /** The power it would take now: real, whatever the speed. Nothing once it is over. */
  public long powerW() {
    return deliveredMj >= roomMj() ? 0 : powerW(deliveredMj);
  }

  /** The reading: whole watt-hours, rounded down. */
  public Energy energy() {
    return new Energy(deliveredMj / MJ_PER_WH);
  }

  /** State of charge, rounded down. */
  public int percent() {
    return (int) (storedMj(deliveredMj) * 100 / batteryMj());
  }

  boolean batteryFull() {
    return deliveredMj >= batteryRoomMj();
  }

  boolean limitReached() {
    return limitWh.isPresent() && deliveredMj >= limitWh.getAsLong() * MJ_PER_WH;
  }

  private long powerW(long delivered) {
    long fullW = Math.min(outletW, vehicle.maxPowerW());
    long taperStartMj = batteryMj() * TAPERS_FROM_PERCENT / 100;
    long overMj = storedMj(delivered) - taperStartMj;
    if (overMj <= 0) {
      return fullW;
    }
    // Nine tenths of the power go while the last fifth of the battery fills.
    return Math.max(1, fullW - fullW * 9 * overMj / (10 * (batteryMj() - taperStartMj)));
  }

  private long roomMj() {
    return limitWh.isPresent()
        ? Math.min(batteryRoomMj(), limitWh.getAsLong() * MJ_PER_WH)
        : batteryRoomMj();
  }

  private long batteryMj() {
    return vehicle.batteryWh() * MJ_PER_WH;
  }

  private long batteryRoomMj() {
    return batteryMj() - arrivedWithMj();
  }

  private long arrivedWithMj() {
    return batteryMj() / 100 * vehicle.arrivesWithPercent();
  }

  private long storedMj(long delivered) {
    return arrivedWithMj() + delivered;
  }

  private static OptionalLong sane(OptionalLong limitWh) {
    return limitWh.isEmpty()
        ? limitWh
        : OptionalLong.of(Math.clamp(limitWh.getAsLong(), 0, MOST_LIMIT_WH));
  }
}
