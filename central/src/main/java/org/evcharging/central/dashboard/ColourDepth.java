package org.evcharging.central.dashboard;

import java.util.Locale;
import java.util.Map;

/** How many colours a terminal can show. */
enum ColourDepth {
  /** 24 bits a colour. */
  TRUE_COLOUR,
  /** The 256 colours of xterm. */
  INDEXED,
  /** The sixteen that every terminal has; there is no orange among them. */
  SIXTEEN;

  /** Judges by what terminals say of themselves in the environment. */
  static ColourDepth of(Map<String, String> environment) {
    String said = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
    String term = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
    // tmux takes 24 bits and turns them into what the terminal around it can show.
    if (said.equals("truecolor") || said.equals("24bit") || environment.containsKey("TMUX")) {
      return TRUE_COLOUR;
    }
    return term.contains("256color") || term.contains("direct") ? INDEXED : SIXTEEN;
  }
}
