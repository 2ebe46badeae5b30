package org.evcharging.model;

/**
 * Names one supply from its request to its ticket. Central draws it at random.
 *
 * @param value 1 to 36 of {@code A-Z a-z 0-9 . _ -}
 */
public record SessionId(String value) implements Comparable<SessionId> {
  /**
   * @throws IllegalArgumentException with a sentence for the user, if the value is not an id
   */
  public SessionId {
    Ids.require("session", value);
  }

  @Override
  public int compareTo(SessionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
