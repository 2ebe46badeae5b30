package org.evcharging.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The middle of some figures. */
final class Median {
  private Median() {}

  /** The middle one, or the mean of the two in the middle; not a number if there is none. */
  static double of(double... figures) {
    if (figures.length == 0) {
      return Double.NaN;
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  static <T> double of(Collection<T> things, ToDoubleFunction<T> figure) {
    return of(things.stream().mapToDouble(figure).toArray());
  }
}
