package org.evcharging.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final Set<Integer> ALL =
      IntStream.range(0, 200).boxed().collect(Collectors.toSet());

  @Test
  void findsTheFewThatMatter() {
    Set<Integer> culprits = Set.of(3, 99, 100, 180);
    Shrinker shrinker = new Shrinker(items -> items.containsAll(culprits), 1_000);
    assertThat(shrinker.shrink(ALL)).containsExactlyInAnyOrderElementsOf(culprits);
  }

  @Test
  void keepsAllIfAllMatter() {
    Shrinker shrinker = new Shrinker(items -> items.size() == ALL.size(), 1_000);
    assertThat(shrinker.shrink(ALL)).isEqualTo(ALL);
  }

  @Test
  void givesUpAfterSoManyTries() {
    int[] tries = {0};
    Shrinker shrinker =
        new Shrinker(
            items -> {
              tries[0]++;
              return items.contains(50) && items.contains(150);
            },
            7);
    assertThat(shrinker.shrink(ALL)).contains(50, 150).hasSizeLessThan(200);
    assertThat(tries[0]).isEqualTo(7);
  }
}
