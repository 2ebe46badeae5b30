package org.evcharging.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Random;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of the curve, for vehicles and times drawn from a seed. */
class ChargeTest {
  private static final long NANOS_PER_MS = 1_000_000;
  private static final long MJ_PER_WH = 3_600_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void energyNeverFallsAndPowerNeverPassesItsLimits(long seed) {
    Random random = new Random(seed);
    Vehicle vehicle = vehicle(random);
    long outletW = 3_700L + random.nextInt(350_000);
    Charge charge = Charge.begin(vehicle, outletW, 60, OptionalLong.empty(), 0);
    for (long nanos = 0; !charge.batteryFull(); nanos += random.nextInt(5_000) * NANOS_PER_MS) {
      Charge later = charge.advancedTo(nanos);
      assertThat(later.deliveredMj()).isGreaterThanOrEqualTo(charge.deliveredMj());
      assertThat(later.powerW()).isBetween(0L, Math.min(outletW, vehicle.maxPowerW()));
      charge = later;
    }
    assertThat(charge.percent()).isEqualTo(100);
    assertThat(charge.powerW()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatIsSuppliedNeverDependsOnHowManyTimesItIsLookedAtBelowTheTaper(long seed) {
    Random random = new Random(seed);
    Charge once = Charge.begin(vehicle(random), 11_000, 7, OptionalLong.empty(), 0);
    Charge often = once;
    for (long ms = 0; ms < 60_000; ms += random.nextInt(500)) {
      often = often.advancedTo(ms * NANOS_PER_MS + random.nextInt(999_999));
    }

    long untilNanos = 61_000 * NANOS_PER_MS;
    assertThat(often.advancedTo(untilNanos)).isEqualTo(once.advancedTo(untilNanos));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 999, 12_345})
  void itStopsToTheMillijouleAtItsLimit(long limitWh) {
    Charge charge =
        Charge.begin(new Vehicle(60_000, 20, 150_000), 50_000, 60, OptionalLong.of(limitWh), 0);

    Charge late = charge.advancedTo(3_600_000 * NANOS_PER_MS);

    assertThat(late.deliveredMj()).isEqualTo(limitWh * MJ_PER_WH);
    assertThat(late.limitReached()).isTrue();
    assertThat(late.batteryFull()).isFalse();
  }

  @Test
  void wattsTimesMillisecondsAreMillijoules() {
    Charge charge =
        Charge.begin(new Vehicle(60_000, 20, 50_000), 22_000, 1, OptionalLong.empty(), 0);

    assertThat(charge.advancedTo(1_500 * NANOS_PER_MS).deliveredMj()).isEqualTo(33_000_000);
    assertThat(charge.advancedTo(1_500 * NANOS_PER_MS + 999_999).deliveredMj())
        .isEqualTo(33_000_000);
  }

  @Test
  void thePowerFallsFromEightyPercentInAStraightLineToATenth() {
    Vehicle vehicle = new Vehicle(50_000, 0, 100_000);

    assertThat(atPercent(vehicle, 50).powerW()).isEqualTo(20_000);
    assertThat(atPercent(vehicle, 80).powerW()).isEqualTo(20_000);
    assertThat(atPercent(vehicle, 90).powerW()).isEqualTo(11_000);
    assertThat(atPercent(vehicle, 95).powerW()).isEqualTo(6_500);
    Charge almostFull =
        new Charge(vehicle, 20_000, 1, OptionalLong.empty(), 50_000 * MJ_PER_WH - 1, 0);
    assertThat(almostFull.powerW()).isBetween(2_000L, 2_001L);
  }

  private static Charge atPercent(Vehicle vehicle, int percent) {
    long deliveredMj = vehicle.batteryWh() * MJ_PER_WH / 100 * percent;
    return new Charge(vehicle, 20_000, 1, OptionalLong.empty(), deliveredMj, 0);
  }

  @Test
  void anAbsurdLimitFromKafkaDoesNoHarm() {
    Vehicle vehicle = new Vehicle(90_000, 60, 7_400);
    long anHour = 3_600_000 * NANOS_PER_MS;
    Charge endless =
        Charge.begin(vehicle, 22_000, 1, OptionalLong.of(Long.MAX_VALUE), 0).advancedTo(anHour);
    assertThat(endless.energy().wh()).isEqualTo(7_400);
    Charge none =
        Charge.begin(vehicle, 22_000, 1, OptionalLong.of(Long.MIN_VALUE), 0).advancedTo(anHour);
    assertThat(none.energy().wh()).isZero();
  }

  @Test
  void vehiclesAreTheSameForTheSameSeedAndSession() {
    for (int i = 0; i < 1_000; i++) {
      SessionId session = new SessionId("s-" + i);
      Vehicle vehicle = Vehicle.of(7, session);
      assertThat(vehicle).isEqualTo(Vehicle.of(7, session));
      assertThat(vehicle.batteryWh()).isBetween(30_000L, 90_000L);
      assertThat(vehicle.arrivesWithPercent()).isBetween(10, 60);
      assertThat(vehicle.maxPowerW()).isBetween(7_400L, 150_000L);
    }
    assertThat(Vehicle.of(7, new SessionId("a"))).isNotEqualTo(Vehicle.of(8, new SessionId("a")));
  }

  private static Vehicle vehicle(Random random) {
    return Vehicle.of(random.nextLong(), new SessionId("s"));
  }
}
