package org.evcharging.central.dashboard;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Characters in the colours that the terminal can show. Not thread-safe: one for each thread that
 * draws.
 */
final class Palette {
  /** Making a character costs Lanterna microseconds, and a screen has ten thousand: keep them. */
  private static final int MAX_KEPT = 20_000;

  private record Key(char character, Style style) {}

  private final ColourDepth depth;
  private final Map<Key, TextCharacter> kept = new HashMap<>();

  Palette(ColourDepth depth) {
    this.depth = depth;
  }

  /**
   * A character that fills one cell, or two if it is a wide one.
   *
   * @throws IllegalArgumentException for a control character
   */
  TextCharacter character(char character, Style style) {
    if (kept.size() >= MAX_KEPT) {
      kept.clear();
    }
    return kept.computeIfAbsent(new Key(character, style), this::make);
  }

  private TextCharacter make(Key key) {
    Style style = key.style();
    EnumSet<SGR> modifiers = style.bold() ? EnumSet.of(SGR.BOLD) : EnumSet.noneOf(SGR.class);
    return TextCharacter.fromString(
        String.valueOf(key.character()),
        style.letters().at(depth),
        style.fill().at(depth),
        modifiers)[0];
  }
}
