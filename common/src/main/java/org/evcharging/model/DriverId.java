package org.evcharging.model;

/**
 * Names a driver. Nothing else about a driver is ever known here.
 *
 * @param value 1 to 36 of {@code A-Z a-z 0-9 . _ -}
 */
public record DriverId(String value) implements Comparable<DriverId> {
  /**
   * @throws IllegalArgumentException with a sentence for the user, if the value is not an id
   */
  public DriverId {
    Ids.require("driver", value);
  }

  /** Tells whether {@link #DriverId} would accept the value. */
  public static boolean wellFormed(String value) {
    return Ids.wellFormed(value);
  }

  @Override
  public int compareTo(DriverId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
