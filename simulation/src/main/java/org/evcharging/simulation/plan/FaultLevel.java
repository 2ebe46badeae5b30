package org.evcharging.simulation.plan;

/** How much goes wrong. */
public enum FaultLevel {
  /** Nothing: fast networks and disks, and only drivers' wishes. */
  NONE,
  /** Now and then. */
  SOME,
  /** All the time. */
  MANY
}
