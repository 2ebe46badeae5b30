package org.evcharging.central.monitors;

/** Text that came from a peer, made fit for a log, a screen and a database. */
final class OneLine {
  /** Longer texts say nothing more, and a peer's text may be 8 KiB. */
  static final int MAX_LENGTH = 200;

  private OneLine() {}

  /** At most 200 characters, none of which moves a terminal's cursor. */
  static String of(String text) {
    String clipped = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    if (clipped.chars().noneMatch(Character::isISOControl)) {
      return clipped;
    }
    StringBuilder line = new StringBuilder(clipped);
    for (int i = 0; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i))) {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString();
  }
}
