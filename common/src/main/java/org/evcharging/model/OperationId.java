package org.evcharging.model;

/**
 * Names one order to move money; its caller makes it up, and repeats it to get the same answer
 * again (spec §8). Two drivers' orders may have the same one.
 *
 * @param value 1 to 64 printable ASCII characters, none of them a space
 */
public record OperationId(String value) {
  private static final int MAX_LENGTH = 64;

  /**
   * @throws IllegalArgumentException with a sentence for the user, if the value is not an id
   */
  public OperationId {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "operation id is not 1 to " + MAX_LENGTH + " printable ASCII characters without spaces");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
