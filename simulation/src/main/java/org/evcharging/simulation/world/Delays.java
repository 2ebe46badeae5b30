package org.evcharging.simulation.world;

/** How long things take that are no fault yet: networks, disks, schedulers. */
public final class Delays {
  private static final long MICROS = 1_000;
  private static final long MILLIS = 1_000_000;
  private static final long CALM_NETWORK_NANOS = 200 * MICROS;
  private static final long CALM_DISK_NANOS = 1 * MILLIS;
  private static final int SLOW_ONE_IN = 50;

  private final Chance chance;
  private final boolean calm;
  private final Runnable onSlowDisk;

  /**
   * @param calm always the same short times, for a network in which nothing goes wrong
   * @param onSlowDisk told when a disk takes long
   */
  public Delays(Chance chance, boolean calm, Runnable onSlowDisk) {
    this.chance = chance;
    this.calm = calm;
    this.onSlowDisk = onSlowDisk;
  }

  public boolean isCalm() {
    return calm;
  }

  /** One way through a network, in nanoseconds. */
  public long network() {
    if (calm) {
      return CALM_NETWORK_NANOS;
    }
    return chance.oneIn(SLOW_ONE_IN)
        ? chance.between(MILLIS, 300 * MILLIS)
        : chance.between(100 * MICROS, 3 * MILLIS);
  }

  /** A write that is forced to the disk. */
  public long disk() {
    if (calm) {
      return CALM_DISK_NANOS;
    }
    if (chance.oneIn(4 * SLOW_ONE_IN)) {
      onSlowDisk.run();
      return chance.between(50 * MILLIS, 800 * MILLIS);
    }
    return chance.between(200 * MICROS, 8 * MILLIS);
  }

  /** Until a thread that has something to do runs. */
  public long scheduling() {
    return calm ? 0 : chance.between(0, 200 * MICROS);
  }
}
