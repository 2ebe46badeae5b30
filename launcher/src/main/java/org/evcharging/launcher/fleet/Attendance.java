package org.evcharging.launcher.fleet;

import java.util.function.Consumer;

/** Says when the last charge point is connected to Central, and when none is. For one thread. */
final class Attendance {
  private final int chargePoints;
  private final Consumer<String> words;
  private Seen last = Seen.NONE;

  private enum Seen {
    NONE,
    SOME,
    ALL
  }

  Attendance(int chargePoints, Consumer<String> words) {
    this.chargePoints = chargePoints;
    this.words = words;
  }

  /** Takes how many are connected now. */
  void look(long connected) {
    Seen seen = connected == 0 ? Seen.NONE : connected < chargePoints ? Seen.SOME : Seen.ALL;
    if (seen == last) {
      return;
    }
    last = seen;
    switch (seen) {
      case ALL ->
          words.accept("All %,d charge points are connected to Central".formatted(chargePoints));
      case NONE -> words.accept("Central cannot be reached; supplies that run go on");
      case SOME -> {
        // On their way, one way or the other.
      }
    }
  }
}
