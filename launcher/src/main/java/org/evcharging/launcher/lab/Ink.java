package org.evcharging.launcher.lab;

/** Colours, where somebody sees them. */
enum Ink {
  /** For pipes and files, and for those who want none (no-color.org). */
  PLAIN {
    @Override
    String paint(String sequence, String text) {
      return text;
    }
  },
  COLOURS {
    @Override
    String paint(String sequence, String text) {
      return "\u001b[" + sequence + "m" + text + "\u001b[0m";
    }
  };

  abstract String paint(String sequence, String text);

  String bold(String text) {
    return paint("1", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  String red(String text) {
    return paint("1;31", text);
  }

  String green(String text) {
    return paint("1;32", text);
  }

  /** In a thread's own colour. */
  String of(Side thread, String text) {
    return paint(colour(thread), text);
  }

  /** The same, for what matters most. */
  String strong(Side thread, String text) {
    return paint("1;" + colour(thread), text);
  }

  private static String colour(Side thread) {
    return switch (thread) {
      case A -> "36";
      case B -> "33";
    };
  }
}
