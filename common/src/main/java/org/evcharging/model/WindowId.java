package org.evcharging.model;

/**
 * Names one bookable time window of a site. Central draws it at random.
 *
 * @param value 1 to 36 of {@code A-Z a-z 0-9 . _ -}
 */
public record WindowId(String value) implements Comparable<WindowId> {
  /**
   * @throws IllegalArgumentException with a sentence for the user, if the value is not an id
   */
  public WindowId {
    Ids.require("window", value);
  }

  @Override
  public int compareTo(WindowId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
