package org.evcharging.simulation.world;

import java.time.Duration;
import java.time.Instant;

/**
 * A computer with clocks of its own: the monotonic one begins anywhere, the wall clock is wrong by
 * seconds and may jump. Survives the programs that run on it. Not thread-safe.
 */
public final class Machine {
  /** When every simulation begins, by a clock that is right. */
  public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private final String name;
  private final World world;
  private final long monotonicBeginNanos;
  private Duration wallError;

  public Machine(String name, World world, long monotonicBeginNanos, Duration wallError) {
    this.name = name;
    this.world = world;
    this.monotonicBeginNanos = monotonicBeginNanos;
    this.wallError = wallError;
  }

  public String name() {
    return name;
  }

  public World world() {
    return world;
  }

  /** The wall clock is set to another time. */
  public void jump(Duration by) {
    wallError = wallError.plus(by);
  }

  /** The wall clock is set right. */
  public void setClock() {
    wallError = Duration.ZERO;
  }

  long monotonicNanos() {
    return monotonicBeginNanos + world.nowNanos();
  }

  Instant wall() {
    return BEGINNING.plusNanos(world.nowNanos()).plus(wallError);
  }

  @Override
  public String toString() {
    return name;
  }
}
