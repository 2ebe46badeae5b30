package org.evcharging.central.admin.check;

import java.util.ArrayList;
import java.util.List;

/** The first problems, and how many there are: a wrong database may have a million. */
final class Problems {
  /** More lines say nothing more to a person. */
  private static final int MAX_KEPT = 50;

  private final List<Problem> first = new ArrayList<>();
  private long all;

  void add(Problem problem) {
    if (first.size() < MAX_KEPT) {
      first.add(problem);
    }
    all++;
  }

  List<Problem> first() {
    return List.copyOf(first);
  }

  long all() {
    return all;
  }
}
