package org.evcharging.clearing.core;

/** What somebody wrote, for an error of one line. */
final class Quoted {
  private static final int MAX_SHOWN = 40;

  private Quoted() {}

  /** In quotes, shortened, and without what would end the line. */
  static String of(String text) {
    String shown = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    return '"' + shown.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]", " ") + '"';
  }
}
