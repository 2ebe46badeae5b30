package org.evcharging.central.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.evcharging.model.ChargePointId;

/**
 * What the Tab key makes of a line.
 *
 * @param line as far as it is certain
 * @param choices what it could go on with, if that is more than one thing
 */
record Completion(String line, List<String> choices) {

  /** Completes a command's word, or after an order or {@code show} a charge point's id. */
  static Completion of(String line, List<String> chargePointIds) {
    int space = line.indexOf(' ');
    if (space < 0) {
      return complete("", line, OperatorCommand.WORDS);
    }
    String word = line.substring(0, space).toLowerCase(Locale.ROOT);
    String begun = line.substring(space).stripLeading();
    List<String> targets =
        switch (word) {
          case "stop", "resume" -> withAll(chargePointIds);
          case "show" -> chargePointIds;
          default -> List.of();
        };
    return targets.isEmpty() || begun.contains(" ")
        ? new Completion(line, List.of())
        : complete(word + " ", begun, targets);
  }

  private static List<String> withAll(List<String> chargePointIds) {
    List<String> targets = new ArrayList<>(chargePointIds);
    targets.add(ChargePointId.ALL);
    return targets;
  }

  private static Completion complete(String before, String begun, List<String> words) {
    List<String> choices = words.stream().filter(word -> startsWith(word, begun)).toList();
    return switch (choices.size()) {
      case 0 -> new Completion(before + begun, List.of());
      case 1 -> new Completion(before + choices.getFirst() + " ", List.of());
      default -> new Completion(before + commonStart(choices, begun), choices);
    };
  }

  private static boolean startsWith(String word, String start) {
    return word.regionMatches(true, 0, start, 0, start.length());
  }

  /** The longest start that all share; what was typed, if they differ in their capitals there. */
  private static String commonStart(List<String> words, String begun) {
    String start = words.getFirst();
    for (String word : words) {
      int same = 0;
      while (same < Math.min(start.length(), word.length())
          && start.charAt(same) == word.charAt(same)) {
        same++;
      }
      start = start.substring(0, same);
    }
    return start.length() < begun.length() ? begun : start;
  }
}
