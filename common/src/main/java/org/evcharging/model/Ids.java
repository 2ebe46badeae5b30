package org.evcharging.model;

/** The one form that charge point and driver ids share (spec §1): {@code [A-Za-z0-9._-]{1,36}}. */
final class Ids {
  static final int MAX_LENGTH = 36;

  private Ids() {}

  static boolean wellFormed(String value) {
    return !value.isEmpty()
        && value.length() <= MAX_LENGTH
        && value.chars().allMatch(Ids::isIdCharacter);
  }

  static String require(String kind, String value) {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException(
          kind + " id \"" + value + "\" is not 1 to 36 of the characters A-Z a-z 0-9 . _ -");
    }
    return value;
  }

  private static boolean isIdCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
