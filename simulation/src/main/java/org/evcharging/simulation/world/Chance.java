package org.evcharging.simulation.world;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One source of everything that is random, drawn from the seed. Each thing that needs chance has a
 * source of its own name, so that one draw more here changes nothing there. Not thread-safe.
 */
public final class Chance {
  private static final int PER_CENT = 100;

  private final long seed;
  private final SplittableRandom random;

  public Chance(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** The source of that name; the same each time for the same seed and name. */
  public Chance named(String name) {
    // The hash of a String is the same in every JVM; its two halves alone would be too alike.
    return new Chance(mix(seed + 0x9E3779B97F4A7C15L * name.hashCode()));
  }

  /** The finaliser of SplitMix64: spreads small differences over all bits. */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A number from the first to the second, both included. */
  public long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** True so many times in a hundred. */
  public boolean percent(int percent) {
    return random.nextInt(PER_CENT) < percent;
  }

  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  public <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** So many hexadecimal digits. */
  public String hex(int digits) {
    StringBuilder hex = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }

  /** The source as a library wants it. */
  public SplittableRandom generator() {
    return random;
  }
}
