package org.evcharging.central.dashboard;

/** How a piece of text looks. */
record Style(Tone letters, Tone fill, boolean bold) {
  static Style plain(Tone letters, Tone fill) {
    return new Style(letters, fill, false);
  }

  static Style bold(Tone letters, Tone fill) {
    return new Style(letters, fill, true);
  }

  /** The same without the weight. */
  Style thin() {
    return plain(letters, fill);
  }

  /** On the screen's own ground. */
  static Style plain(Tone letters) {
    return plain(letters, Tone.SCREEN);
  }

  /** On the screen's own ground. */
  static Style bold(Tone letters) {
    return bold(letters, Tone.SCREEN);
  }
}
