package org.evcharging.central.http;

import java.util.List;
import java.util.Optional;

/**
 * Tells whether Central can do its work now. Asked by many threads at once, as often as somebody
 * looks: it must answer from memory.
 */
@FunctionalInterface
public interface Readiness {

  /** What Central needs, each with what is wrong with it. */
  List<Check> checks();

  /**
   * One thing Central needs.
   *
   * @param name {@code database} say; the key in the answer
   * @param problem for people to read; empty while all is well
   */
  record Check(String name, Optional<String> problem) {
    public static Check up(String name) {
      return new Check(name, Optional.empty());
    }

    public static Check down(String name, String problem) {
      return new Check(name, Optional.of(problem));
    }

    boolean isUp() {
      return problem.isEmpty();
    }
  }
}
