package org.evcharging.model;

/**
 * Names one place to plug one vehicle in, {@code MAD-01} say.
 *
 * @param value 1 to 36 of {@code A-Z a-z 0-9 . _ -}; never {@code all}, which operator commands
 *     reserve
 */
public record ChargePointId(String value) implements Comparable<ChargePointId> {
  /** What an operator says to mean every charge point. */
  public static final String ALL = "all";

  /**
   * @throws IllegalArgumentException with a sentence for the user, if the value is not an id
   */
  public ChargePointId {
    Ids.require("charge point", value);
    if (value.equals(ALL)) {
      throw new IllegalArgumentException("charge point id \"all\" is reserved for commands");
    }
  }

  /** Tells whether {@link #ChargePointId} would accept the value. */
  public static boolean wellFormed(String value) {
    return Ids.wellFormed(value) && !value.equals(ALL);
  }

  @Override
  public int compareTo(ChargePointId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
