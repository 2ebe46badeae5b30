package org.evcharging.clearing.core;

import java.util.regex.Pattern;

/**
 * Names a company that clears with others.
 *
 * @param value 1 to 36 of {@code A-Z a-z 0-9 . _ -}
 */
public record MemberId(String value) implements Comparable<MemberId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,36}");

  /**
   * @throws IllegalArgumentException with a sentence for the user, if the value is not an id
   */
  public MemberId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "member " + Quoted.of(value) + " is not 1 to 36 of the characters A-Z a-z 0-9 . _ -");
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
