package org.evcharging.launcher.lab;

/** What is said in the same words in every race. */
final class StepWords {
  private StepWords() {}

  static String of(Note note) {
    return switch (note.did()) {
      case ASKS -> "asks";
      case PASSES -> "goes on: no lock here";
      case TAKES -> "locks " + quoted(note);
      case WAITS -> "waits for " + quoted(note);
      case GETS -> "has locked " + quoted(note);
      case READS -> "reads";
      case STOPS -> "… is stopped here";
      case GOES_ON -> "… and goes on";
      case WRITES -> "writes";
      case RELEASES -> "unlocks it";
      case REFUSED -> "is refused " + quoted(note);
      case GIVES_UP -> "is interrupted, gives up";
      case BREAKS -> "breaks: " + note.about();
    };
  }

  private static String quoted(Note note) {
    return "\"" + note.about() + "\"";
  }
}
