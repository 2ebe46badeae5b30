package org.evcharging.central.desk;

/** Text that neither ends a line nor begins another field. */
final class OneLine {
  private OneLine() {}

  static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.chars()
        .map(c -> c < ' ' || c == '|' || c == 0x7f ? '?' : c)
        .forEach(c -> line.append((char) c));
    return line.toString();
  }
}
