package org.evcharging.simulation.plan;

/**
 * What a run is like; together with the seed it decides everything.
 *
 * @param chargePoints 1 to 100
 * @param drivers 1 to 100
 * @param loadMs for how long drivers ask and things go wrong, in virtual time
 */
public record Scenario(int chargePoints, int drivers, FaultLevel faults, long loadMs) {
  private static final int MOST = 100;

  /**
   * @throws IllegalArgumentException with a sentence for the user, if a number is out of range
   */
  public Scenario {
    requireCount("charge points", chargePoints);
    requireCount("drivers", drivers);
    if (loadMs < 1) {
      throw new IllegalArgumentException("a load of " + loadMs + " ms is not 1 ms or more");
    }
  }

  private static void requireCount(String what, int count) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(count + " " + what + ": not 1 to " + MOST);
    }
  }
}
