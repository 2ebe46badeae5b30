package org.evcharging.model;

/**
 * Names one request; its asker makes it up, and repeats it to ask again for the same answer (spec
 * Two drivers may use the same one.
 *
 * @param value 1 to 64 characters from space to tilde
 */
public record RequestId(String value) {
  private static final int MAX_LENGTH = 64;

  /**
   * @throws IllegalArgumentException with a sentence for the user, if the value is not an id
   */
  public RequestId {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "request id is not 1 to " + MAX_LENGTH + " printable ASCII characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
