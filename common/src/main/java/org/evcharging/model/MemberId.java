package org.evcharging.model;

/**
 * Names a company that clears with others.
 *
 * @param value 1 to 36 of {@code A-Z a-z 0-9 . _ -}, but not {@code -} alone, which says nothing in
 *     the protocol
 */
public record MemberId(String value) implements Comparable<MemberId> {
  /**
   * @throws IllegalArgumentException with a sentence for the user, if the value is not an id
   */
  public MemberId {
    Ids.require("member", value);
    if (value.equals("-")) {
      throw new IllegalArgumentException("member id \"-\" says nothing");
    }
  }

  @Override
  public int compareTo(MemberId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
