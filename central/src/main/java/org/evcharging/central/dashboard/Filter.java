package org.evcharging.central.dashboard;

import java.util.List;
import java.util.Locale;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;

/** Which charge points the operator wants to see. */
final class Filter {
  private Filter() {}

  /**
   * The charge points in which each word of the text occurs: in id, site, location, status or
   * driver, in capitals or not. An empty text lets all through.
   */
  static List<ChargePointView> matching(String text, List<ChargePointView> points) {
    if (text.isBlank()) {
      return points;
    }
    List<String> words = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    return points.stream()
        .filter(point -> words.stream().allMatch(searchable(point)::contains))
        .toList();
  }

  private static String searchable(ChargePointView point) {
    CellWords words = CellWords.of(point);
    return String.join(
            "\n",
            point.id().value(),
            point.place().site(),
            point.place().location(),
            words.status().getFirst(),
            point.status().name(),
            words.driver())
        .toLowerCase(Locale.ROOT);
  }
}
